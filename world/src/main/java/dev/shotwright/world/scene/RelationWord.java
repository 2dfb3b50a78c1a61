package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** Where a subject is, seen from the camera, with respect to another. */
public enum RelationWord implements Spelled {
    LEFT_OF("left-of"),
    RIGHT_OF("right-of"),
    IN_FRONT_OF("in-front-of"),
    BEHIND("behind"),
    ABOVE("above"),
    BELOW("below"),
    ON("on"),
    INSIDE("inside"),
    HOLDING("holding"),
    BESIDE("beside");

    private final String word;

    RelationWord(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
