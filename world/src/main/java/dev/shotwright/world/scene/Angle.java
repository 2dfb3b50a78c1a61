package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** From where the camera looks at the subject. */
public enum Angle implements Spelled {
    EYE_LEVEL("eye-level"),
    HIGH("high"),
    LOW("low"),
    OVERHEAD("overhead"),
    OBLIQUE("oblique"),
    FIRST_PERSON("first-person");

    private final String word;

    Angle(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
