package dev.shotwright.world.stage;

import org.jspecify.annotations.Nullable;

/** How an action moves through space and what it needs; the fields are explained in {@code manners.yaml}. */
record Manner(
        @Nullable Motion motion,
        double speed,
        boolean stays,
        @Nullable Double contact,
        @Nullable String answer,
        @Nullable String prop,
        @Nullable String at,
        boolean pursue,
        @Nullable String takes) {

    static final Manner PLAIN = new Manner(Motion.STILL, 0, false, null, null, null, null, false, null);

    enum Motion {
        STILL,
        GROUND,
        HOP,
        FLY,
        SWIM,
        ROLL,
        CLIMB,
        FALL
    }

    Manner {
        motion = motion == null ? Motion.STILL : motion;
    }

    Motion gait() {
        return motion == null ? Motion.STILL : motion;
    }

    boolean travels() {
        return gait() != Motion.STILL;
    }
}
