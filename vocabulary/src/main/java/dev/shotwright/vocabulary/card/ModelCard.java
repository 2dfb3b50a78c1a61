package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one model can do and what it costs.
 *
 * @param model the name by which a request asks for it
 * @param title the name by which people know it
 * @param vendor who runs it; {@code local} for this machine
 * @param id what the vendor calls it; the part of its name after the slash if absent
 * @param sources where the card's facts are from
 * @param checked when they were looked up
 * @param retires when the vendor takes it offline
 * @param options the pass-through options that it knows; any are passed on if there are none
 */
public record ModelCard(
        String model,
        String title,
        String vendor,
        @Nullable String id,
        List<URI> sources,
        LocalDate checked,
        @Nullable LocalDate released,
        @Nullable LocalDate retires,
        Limits limits,
        List<Mode> modes,
        List<String> options,
        Tariff tariff,
        @Nullable Service service) {

    public ModelCard {
        sources = List.copyOf(sources);
        modes = List.copyOf(modes);
        options = List.copyOf(options);
        if (model.isBlank()) {
            throw ShotwrightException.invalid("model", "empty", "a name");
        }
        if (modes.isEmpty()) {
            throw ShotwrightException.invalid("modes", "empty", "one or more modes");
        }
        for (var i = 0; i < modes.size(); i++) {
            var all = limits(modes.get(i), limits);
            if (all.sizes() == null || all.lengths() == null || all.fps() == null) {
                throw ShotwrightException.invalid(
                        "modes[%d].limits".formatted(i),
                        "without sizes, lengths or fps",
                        "all three, here or in the card's limits");
            }
        }
    }

    /** What the vendor calls the model. */
    public String vendorsName() {
        return id == null ? model.substring(model.indexOf('/') + 1) : id;
    }

    /** The limits of a mode, its own before the card's. */
    public Limits limits(Mode mode) {
        return limits(mode, limits);
    }

    private static Limits limits(Mode mode, Limits base) {
        return mode.limits() == null ? base : mode.limits().over(base);
    }
}
