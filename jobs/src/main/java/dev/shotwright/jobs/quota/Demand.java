package dev.shotwright.jobs.quota;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.VideoTokens;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Objects;

/**
 * What one submission takes out of a bucket.
 *
 * @param tokens video tokens of all its clips
 */
public record Demand(long tokens, long requests) {

    public Demand {
        if (tokens < 0 || requests < 0) {
            throw ShotwrightException.invalid(
                    "demand", tokens + " tokens, " + requests + " requests", "0 or more of both");
        }
    }

    /**
     * The video tokens of a negotiated request: of what is drawn, and of clips that are read as far as their length is known.
     *
     * @throws ShotwrightException if the request leaves its size, rate or length open
     */
    public static long tokens(VideoRequest settled) {
        var size = settled.size();
        var fps = settled.fps();
        var seconds = settled.duration();
        if (size == null || fps == null || seconds == null) {
            throw ShotwrightException.invalid(
                    "request", "without size, fps or duration", "a request as the negotiation has settled it");
        }
        for (var item : settled.media()) {
            var facts = item.facts();
            if (item.kind() == MediaKind.VIDEO && facts != null && facts.duration() != null) {
                seconds = seconds.plus(facts.duration());
            }
        }
        return Math.multiplyExact(
                VideoTokens.of(size, fps, seconds), (long) Objects.requireNonNullElse(settled.count(), 1));
    }
}
