package dev.shotwright.vocabulary;

/** How fast a movement is played. */
public enum Speed implements Spelled {
    SLOW("slow"),
    NORMAL("normal"),
    FAST("fast");

    private final String word;

    Speed(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
