package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.scene.Heading;
import org.jspecify.annotations.Nullable;

/** What stands before the verb of a Chinese clause and waits for it. */
final class Clause {
    boolean comma;
    boolean listed;
    boolean not;
    boolean begun;
    boolean lasting;
    boolean passive;

    @Nullable
    Mention object;

    @Nullable
    Mention receiver;

    @Nullable
    Mention companion;

    @Nullable
    Heading heading;

    @Nullable
    Spot goal;

    /** Gives the deed what waited for it. */
    void complete(Draft draft, Narration narration) {
        draft.negated |= not;
        draft.passive |= passive;
        if (object != null) {
            draft.object(object);
        }
        if (receiver != null) {
            draft.receiver(receiver);
            narration.seen(receiver);
        }
        if (companion != null) {
            draft.companion(companion);
            narration.seen(companion);
        }
        if (heading != null && draft.deed.is(Trait.MOTION)) {
            draft.heading(heading);
        }
        if (goal != null) {
            draft.spots.add(goal);
        }
    }
}
