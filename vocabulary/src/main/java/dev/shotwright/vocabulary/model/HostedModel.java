package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model that a vendor runs. No call waits for a clip, and none submits twice. A draw is known by its ticket alone, so that
 * any process can go on with it; a vendor that cannot be asked is a {@link VendorException}, which tells nothing about the draw.
 */
public non-sealed interface HostedModel extends VideoModel {

    /**
     * Asks the vendor for one clip.
     *
     * @return {@link State#QUEUED} with a ticket, {@link State#FAILED}, or {@link State#IN_DOUBT} where the answer was lost
     *     and the vendor may have accepted
     * @throws dev.shotwright.vocabulary.ShotwrightException only while nothing has been submitted
     */
    Outcome submit(VideoRequest request);

    /**
     * Looks for a draw whose answer was lost, by the client reference of its request.
     *
     * @param since when it was submitted
     * @return the draw, with its ticket; null where the vendor knows none or offers no such look-up, which proves nothing
     */
    @Nullable
    Outcome find(VideoRequest request, Instant since);

    /** Asks how a draw stands. */
    Outcome poll(String ticket);

    /** Asks the vendor to give up a draw; where it refuses, the outcome says that the draw goes on. */
    Outcome cancel(String ticket);

    /**
     * Opens a clip for reading; the caller closes it.
     *
     * @param from the first byte that is wanted
     */
    ClipStream fetch(Clip clip, long from);
}
