package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Thing;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A subject while the story is being cast; the same in every shot. */
final class Player {
    private static final Set<String> AIRCRAFT = Set.of("airplane", "helicopter", "rocket", "ufo");

    final String id;
    final Thing thing;
    final @Nullable String family;
    final String label;
    final int count;
    final Map<String, String> attributes;

    Player(String id, Thing thing, @Nullable String family, String label, int count, Map<String, String> attributes) {
        this.id = id;
        this.thing = thing;
        this.family = family;
        this.label = label;
        this.count = count;
        this.attributes = new TreeMap<>(attributes);
    }

    boolean person() {
        return "person".equals(family) || thing.family().equals("person");
    }

    /** Whether one says {@code it} of the player. */
    boolean it() {
        return !person() || thing.kind().equals("baby") || thing.kind().equals("robot");
    }

    boolean animate() {
        return person() || thing.animate() || "animal".equals(family);
    }

    /** How the player does what people do on foot: a car drives, an airplane flies, a fish swims. */
    Deed way(Deed deed) {
        var onFoot = switch (deed.action()) {
            case "walk", "run", "trot" -> true;
            default -> false;
        };
        if (!onFoot) {
            return deed.action().equals("kneel") && !animate() ? deed.as("idle") : deed;
        }
        return switch (thing.family()) {
            case "vehicle" -> deed.as(AIRCRAFT.contains(thing.kind()) ? "fly" : "drive");
            case "fish" -> deed.as("swim");
            default -> deed;
        };
    }

    boolean male() {
        return switch (thing.kind()) {
            case "man", "boy", "old-man" -> true;
            default -> false;
        };
    }

    boolean female() {
        return switch (thing.kind()) {
            case "woman", "girl", "old-woman" -> true;
            default -> false;
        };
    }
}
