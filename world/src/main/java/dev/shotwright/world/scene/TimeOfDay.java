package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** The light of a shot. */
public enum TimeOfDay implements Spelled {
    DAWN("dawn"),
    DAY("day"),
    DUSK("dusk"),
    NIGHT("night");

    private final String word;

    TimeOfDay(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
