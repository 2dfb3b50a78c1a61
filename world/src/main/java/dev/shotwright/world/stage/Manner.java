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
        @Nullable String takes,
        boolean seated,
        boolean chair,
        @Nullable String mount) {

    static final Manner PLAIN =
            new Manner(Motion.STILL, 0, false, null, null, null, null, false, null, false, false, null);

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

    /** Whether the partner is taken in the hand or put on. */
    boolean carries() {
        return "carried".equals(takes) || "worn".equals(takes);
    }

    boolean travels() {
        return gait() != Motion.STILL;
    }
}
