package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.request.VideoRequest;

/** A model that draws on this machine, in the caller's thread. */
public non-sealed interface LocalModel extends VideoModel {

    /**
     * Draws one clip, whatever the request's count: the caller asks again, with another seed, for the next.
     *
     * @param request as negotiated: its size, fps and frames are there, and a seed where the model takes one
     * @param sink takes the frames in order; the caller opened it and finishes or abandons it
     * @throws dev.shotwright.vocabulary.ShotwrightException with {@code CANCELLED} if the progress says so
     */
    void draw(VideoRequest request, ClipSink sink, Progress progress);
}
