package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** The weather of a shot. */
public enum Weather implements Spelled {
    CLEAR("clear"),
    CLOUDY("cloudy"),
    RAIN("rain"),
    SNOW("snow"),
    WIND("wind"),
    FOG("fog"),
    STORM("storm");

    private final String word;

    Weather(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
