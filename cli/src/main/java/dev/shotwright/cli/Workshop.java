package dev.shotwright.cli;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.hub.Catalogue;
import dev.shotwright.engine.hub.ModelStore;
import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.MachineProbe;
import dev.shotwright.engine.wan.LocalOptions;
import dev.shotwright.engine.wan.WanModel;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where models are computed on this machine: what it was measured to do, and the checkpoints that lie here. */
final class Workshop {
    private static final String MACHINE = "machine.json";

    private final Surroundings surroundings;
    private final Path home;

    private Workshop(Surroundings surroundings, Path home) {
        this.surroundings = surroundings;
        this.home = home;
    }

    static Workshop of(Surroundings surroundings) {
        var home = Home.of(surroundings);
        if (home == null) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "SHOTWRIGHT_HOME",
                    "SHOTWRIGHT_HOME is not set, nor is HOME; accepted is a folder to keep measurements and models in");
        }
        return new Workshop(surroundings, home);
    }

    /** The folder that models are kept in. */
    Path models() {
        return home.resolve("models");
    }

    /** What this machine was measured to do, now or before. */
    Machine machine() {
        return new MachineProbe(surroundings.nanoseconds()).remembered(home.resolve(MACHINE));
    }

    Machine measuredAgain() {
        return new MachineProbe(surroundings.nanoseconds()).measuredAgain(home.resolve(MACHINE));
    }

    /** The model of a checkpoint that the user names. */
    WanModel checkpoint(Path at, EngineOptions words) {
        words.device();
        var checkpoint = Checkpoint.open(at, words.overrides(surroundings));
        return WanModel.unnamed("Wan 2.1 from " + at.getFileName(), checkpoint, options(words));
    }

    /** The model of a card, whose checkpoint was pulled. */
    WanModel named(ModelCard card, EngineOptions words) {
        words.device();
        var folder = pulled(card.model());
        if (folder == null) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND,
                    "--model",
                    "the weights of %s are not here; `shotwright models pull %s` fetches them, or --checkpoint names them"
                            .formatted(card.model(), card.model()));
        }
        return WanModel.named(card, Checkpoint.open(folder, words.overrides(surroundings)), options(words));
    }

    /** Where a model's files lie, whichever hub they came from; null if they were not pulled whole. */
    private @Nullable Path pulled(String model) {
        return new ModelStore(models()).whole(Catalogue.standard().entry(model));
    }

    private LocalOptions options(EngineOptions words) {
        return new LocalOptions(
                machine(),
                words.precision(),
                words.device(),
                words.memory(),
                home.resolve("cache").resolve("text"),
                words.latents(surroundings));
    }
}
