package dev.shotwright.engine.wan;

/** What a Wan 2.1 transformer begins from. */
public enum WanKind {
    TEXT,
    FIRST_FRAME,
    FIRST_AND_LAST_FRAME
}
