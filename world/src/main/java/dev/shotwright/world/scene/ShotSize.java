package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.Spelled;

/** How much of the subject fills the frame, from a detail to a landscape. */
public enum ShotSize implements Spelled {
    EXTREME_CLOSE_UP("extreme-close-up"),
    CLOSE_UP("close-up"),
    MEDIUM_CLOSE_UP("medium-close-up"),
    MEDIUM("medium"),
    FULL("full"),
    WIDE("wide"),
    EXTREME_WIDE("extreme-wide");

    private final String word;

    ShotSize(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
