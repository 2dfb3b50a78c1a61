package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.Spelled;

/** What a vendor said to a submission. */
public enum Answer implements Spelled {
    ACCEPTED("accepted"),
    REFUSED("refused"),
    /** It is too busy, and may be asked again. */
    PUT_OFF("put-off"),
    /** No answer came, or none that can be read. */
    LOST("lost"),
    /** No answer came, and a look-up found the draw. */
    FOUND("found");

    private final String word;

    Answer(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
