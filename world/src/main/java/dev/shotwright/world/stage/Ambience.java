package dev.shotwright.world.stage;

import dev.shotwright.world.figure.Colours;
import dev.shotwright.world.scene.Scene;
import org.jspecify.annotations.Nullable;

/** What the scene says of the sky, the room and the ground themselves, as it changes. */
final class Ambience {

    /**
     * The surroundings at a moment.
     *
     * @param brightness of all light, 1 as it is
     * @param sky the colour that the sky is said to have; null for its own
     */
    record State(
            double brightness,
            @Nullable Integer sky,
            @Nullable Integer ground,
            @Nullable Integer wall) {}

    private final Troupe troupe;
    private final StageBook book;
    private final Colours colours;

    Ambience(Troupe troupe, StageBook book, Colours colours) {
        this.troupe = troupe;
        this.book = book;
        this.colours = colours;
    }

    State at(double seconds) {
        var brightness = 1.0;
        for (var subject : troupe.surroundings().values()) {
            brightness *= brightness(subject, seconds);
        }
        return new State(
                brightness,
                colour(troupe.surrounding("sky"), seconds),
                colour(first("floor", "ground"), seconds),
                colour(first("room", "background"), seconds));
    }

    private Scene.@Nullable Subject first(String kind, String other) {
        var subject = troupe.surrounding(kind);
        return subject == null ? troupe.surrounding(other) : subject;
    }

    private double brightness(Scene.Subject subject, double seconds) {
        var word = subject.attributes().get("brightness");
        var result = word == null ? 1 : book.brightness().getOrDefault(word, 1.0);
        for (var change : subject.changes()) {
            if ("brightness".equals(change.what())) {
                result = Ease.mix(
                        book.brightness().getOrDefault(change.from(), 1.0),
                        book.brightness().getOrDefault(change.to(), 1.0),
                        Ease.smooth(Ease.between(change.start(), change.end(), seconds)));
            }
        }
        return result;
    }

    private @Nullable Integer colour(Scene.@Nullable Subject subject, double seconds) {
        if (subject == null) {
            return null;
        }
        var result = word(
                subject.attributes().getOrDefault("colour", subject.attributes().getOrDefault("material", "")));
        for (var change : subject.changes()) {
            if ("colour".equals(change.what()) || "material".equals(change.what())) {
                var from = word(change.from());
                var to = word(change.to());
                var share = Ease.smooth(Ease.between(change.start(), change.end(), seconds));
                if (from != null && to != null) {
                    result = Tone.mix(from, to, share);
                } else if (to != null && share > 0) {
                    result = to;
                } else if (from != null && share < 1) {
                    result = from;
                }
            }
        }
        return result;
    }

    private @Nullable Integer word(String word) {
        var material = book.materials().get(word);
        return material != null ? Integer.valueOf(Tone.parse(material)) : colours.of(word);
    }
}
