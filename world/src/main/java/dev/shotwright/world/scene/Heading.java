package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** Where an action leads on the screen; toward and away are along the line of sight. */
public enum Heading implements Spelled {
    LEFT("left"),
    RIGHT("right"),
    TOWARD("toward"),
    AWAY("away"),
    UP("up"),
    DOWN("down"),
    IN_FROM_LEFT("in-from-left"),
    IN_FROM_RIGHT("in-from-right"),
    IN_FROM_BEHIND("in-from-behind"),
    IN_FROM_FRONT("in-from-front"),
    OUT_LEFT("out-left"),
    OUT_RIGHT("out-right"),
    IN("in"),
    OUT("out"),
    CIRCLE("circle"),
    BACK_AND_FORTH("back-and-forth");

    private final String word;

    Heading(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
