package dev.shotwright.server.events;

import java.util.UUID;

/** Somebody who wants to know how jobs stand. None of this may block. */
interface Watcher {

    /** A job stands otherwise than before. What was told of it before and is not yet read is out of date. */
    void changed(UUID job, Event event);

    /** Another round of looking is over. */
    default void round() {}
}
