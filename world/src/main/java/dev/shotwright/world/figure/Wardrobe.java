package dev.shotwright.world.figure;

import dev.shotwright.world.space.Finish;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the looks of a kind become colours, finishes, and choices of parts. */
final class Wardrobe {
    private final Kind kind;
    private final Colours colours;
    private final List<String> main;

    Wardrobe(Kind kind, Colours colours) {
        this.kind = kind;
        this.colours = colours;
        this.main = kind.main() == null ? List.of("main") : kind.main();
    }

    /** The look's own traits, and a choice by identity for each thing that the look leaves open. */
    Set<String> traits(Look look) {
        var traits = new HashSet<>(look.traits());
        kind.choices().forEach((name, options) -> {
            var all = options.split("\\|", -1);
            var asked = Arrays.stream(all)
                    .filter(option -> traits.contains(name + "-" + option)
                            || words(look.attributes().get(name)).contains(option))
                    .findFirst();
            traits.add(name + "-" + asked.orElseGet(() -> all[look.choice(name, all.length)]));
        });
        return traits;
    }

    Paint paint(Look look, Set<String> traits) {
        return new Paint(look, traits, look.next() == null ? null : new Paint(look.next(), traits(look.next()), null));
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.asList(text.toLowerCase(Locale.ROOT).split("[\\s,]+", -1));
    }

    /** The colours of one look. */
    final class Paint {
        private final Look look;
        private final Set<String> traits;
        private final @Nullable Paint next;
        private final Map<String, Integer> found = new HashMap<>();

        private Paint(Look look, Set<String> traits, @Nullable Paint next) {
            this.look = look;
            this.traits = traits;
            this.next = next;
        }

        int of(String sum) {
            var known = found.get(sum);
            if (known == null) {
                known = next == null ? resolve(sum) : Colours.mixed(resolve(sum), next.of(sum), look.share());
                found.put(sum, known);
            }
            return known;
        }

        Finish finish(RigPart part) {
            if (part.finish() == Finish.DECAL || part.finish() == Finish.GLOWING) {
                return part.finish() == Finish.GLOWING && traits.contains("brightness-off")
                        ? Finish.MATT
                        : part.finish();
            }
            if (main.contains(slot(part.colour()))) {
                for (var material : List.of("metal", "glass", "gold", "silver", "plastic", "ice", "crystal")) {
                    if (traits.contains("material-" + material)) {
                        return Finish.GLOSSY;
                    }
                }
            }
            return part.finish();
        }

        private int resolve(String sum) {
            var brightness = traits.contains("brightness-dark") ? 0.45 : traits.contains("brightness-dim") ? 0.7 : 1;
            var colour = dyed(sum);
            return brightness == 1 ? colour : Colours.shaded(colour, brightness);
        }

        /** A slot, a word or {@code #rrggbb}, then {@code *factor} to shade it or {@code ~other~share} to mix it. */
        private int dyed(String sum) {
            var mix = sum.split("~", -1);
            if (mix.length == 3) {
                return Colours.mixed(dyed(mix[0]), dyed(mix[1]), Double.parseDouble(mix[2]));
            }
            var shade = sum.indexOf('*');
            if (shade > 0) {
                return Colours.shaded(dyed(sum.substring(0, shade)), Double.parseDouble(sum.substring(shade + 1)));
            }
            return slotColour(sum);
        }

        private int slotColour(String slot) {
            var asked = asked(slot);
            if (asked != null) {
                return asked;
            }
            var text = kind.colours().get(slot);
            for (var entry : kind.colours().entrySet()) {
                var at = entry.getKey().indexOf('@');
                if (at > 0
                        && entry.getKey().substring(0, at).equals(slot)
                        && traits.contains(entry.getKey().substring(at + 1))) {
                    text = entry.getValue();
                }
            }
            if (text == null) {
                var word = colours.of(slot);
                return word == null ? 0xFFFF00FF : word;
            }
            var options = text.split("\\|", -1);
            return dyed(options[look.choice(slot, options.length)].strip());
        }

        /** The colour that the scene asks for: of the whole, of the hair, of a thing that is worn. */
        private @Nullable Integer asked(String slot) {
            if (main.contains(slot)) {
                var asked = first(look.attributes().get("colour"));
                asked = asked == null ? first(look.attributes().get("color")) : asked;
                return asked == null ? material() : asked;
            }
            if (look.attributes().containsKey(slot)) {
                return first(look.attributes().get(slot));
            }
            for (var item : look.attributes().getOrDefault("wears", "").split(",", -1)) {
                if (words(item.strip()).contains(slot)) {
                    return first(item);
                }
            }
            return null;
        }

        private @Nullable Integer material() {
            var material = look.attributes().get("material");
            return material == null
                    ? null
                    : first("material-" + material.strip().replace(' ', '-'));
        }

        private @Nullable Integer first(@Nullable String text) {
            for (var word : words(text)) {
                var colour = colours.of(word);
                if (colour != null) {
                    return colour;
                }
            }
            return null;
        }
    }

    private static String slot(String sum) {
        return sum.split("[*~]", -1)[0];
    }
}
