package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.scene.Heading;
import org.jspecify.annotations.Nullable;

/**
 * An action in its place in time, for one performer.
 *
 * @param words the words of the prompt; empty where staging adds the action itself
 */
record Beat(
        double from,
        double to,
        String action,
        String words,
        Manner manner,
        @Nullable Performer with,
        @Nullable Heading heading,
        Speed speed) {

    double pace() {
        return switch (speed) {
            case SLOW -> 0.6;
            case NORMAL -> 1;
            case FAST -> 1.5;
        };
    }

    Beat between(double start, double end) {
        return new Beat(start, end, action, words, manner, with, heading, speed);
    }
}
