package dev.shotwright.media;

/** What happens to a file that already carries the name of the one to be written. */
public enum Existing {
    REFUSE,
    REPLACE
}
