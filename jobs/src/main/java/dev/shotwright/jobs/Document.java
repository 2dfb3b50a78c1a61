package dev.shotwright.jobs;

import dev.shotwright.vocabulary.document.Documents;

/** A record in its text form, read only where somebody looks into it. */
public record Document<T>(Class<T> type, String text) {

    /** The record that a text holds; the text is believed until it is read. */
    public static <T> Document<T> stored(Class<T> type, String text) {
        return new Document<>(type, text);
    }

    public static <T> Document<T> of(Class<T> type, T value) {
        return new Document<>(type, Documents.json().write(value));
    }

    public T read() {
        return Documents.json().read(type, text);
    }
}
