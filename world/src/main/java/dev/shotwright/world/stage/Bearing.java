package dev.shotwright.world.stage;

import org.jspecify.annotations.Nullable;

/** How a kind stands on the stage; the fields are explained in {@code bearings.yaml}. */
record Bearing(
        @Nullable Rest rests,
        @Nullable Double aloft,
        boolean hollow,
        boolean sky,
        boolean land,
        boolean opaque,
        boolean flat,
        boolean seat,
        boolean closed,
        boolean deck,
        @Nullable Grip grip,
        @Nullable String home) {

    static final Bearing UPRIGHT =
            new Bearing(Rest.FRONT, null, false, false, false, false, false, false, false, false, null, null);

    /** How it is turned when nothing else is asked. */
    enum Rest {
        FRONT,
        QUARTER,
        PROFILE
    }

    Rest rest() {
        return rests == null ? Rest.FRONT : rests;
    }
}
