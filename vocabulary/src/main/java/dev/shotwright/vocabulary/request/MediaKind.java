package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;

/** What a medium is. */
public enum MediaKind implements Spelled {
    IMAGE("image"),
    VIDEO("video"),
    AUDIO("audio");

    private final String word;

    MediaKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
