package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.InputStream;

/** A model that a vendor runs. No call waits for a clip, and none submits twice. */
public non-sealed interface HostedModel extends VideoModel {

    /**
     * Asks the vendor for the clips.
     *
     * @return {@link State#QUEUED} with a ticket, {@link State#FAILED}, or {@link State#IN_DOUBT} where the answer was lost
     *     and the vendor may have accepted
     */
    Outcome submit(VideoRequest request);

    /** Asks how a draw stands. */
    Outcome poll(String ticket);

    /** Asks the vendor to give up a draw; where it refuses, the outcome says that the draw goes on. */
    Outcome cancel(String ticket);

    /** Opens a clip for reading; the caller closes it. */
    InputStream fetch(Clip clip);
}
