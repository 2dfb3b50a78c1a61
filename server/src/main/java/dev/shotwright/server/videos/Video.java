package dev.shotwright.server.videos;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.util.RawValue;

/**
 * One clip that was asked for.
 *
 * @param batch what it was asked for together with; absent for a single one
 * @param progress 0 to 1
 * @param phase what its worker does just now
 * @param request as it is drawn: what was left open is filled in, what was changed is told in the notices
 * @param price the most that it can cost
 * @param cost what it has cost; absent until that is settled
 * @param tokens the video tokens that it takes from the quota
 * @param plan when it is to be drawn and what that saves, for the tier {@code flex}
 * @param notBefore when it may begin
 * @param expires when its clips are removed
 */
public record Video(
        String id,
        @Nullable String batch,
        State state,
        double progress,
        @Nullable String phase,
        String model,
        @Schema(implementation = VideoRequest.class) RawValue request,
        List<Notice> notices,
        List<Clip> clips,
        @Nullable Failure failure,
        @Nullable Usage usage,
        Money price,
        @Nullable Money cost,
        long tokens,
        @Nullable JsonNode plan,
        @Nullable String campaign,
        Instant created,
        @Nullable Instant notBefore,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant expires) {

    public Video {
        notices = List.copyOf(notices);
        clips = List.copyOf(clips);
    }

    /**
     * A finished clip.
     *
     * @param url where it can be fetched, without a key, until {@code expires}
     * @param sha256 of its bytes, in hexadecimal digits
     * @param thumbnail where its first picture can be fetched in the same way, a PNG of at most 640 pixels across
     * @param sheet where twelve of its pictures can be fetched in the same way, in one PNG with their time codes
     */
    public record Clip(
            URI url,
            Instant expires,
            String type,
            long bytes,
            @Nullable Pixels size,
            @Nullable Duration duration,
            @Nullable FrameRate fps,
            @Nullable Long seed,
            String sha256,
            @Nullable URI thumbnail,
            @Nullable URI sheet) {}

    /**
     * Why there is no clip.
     *
     * @param retry whether asking again may help
     * @param billing whether it costs money nevertheless
     */
    public record Failure(FailureCode code, String message, Retry retry, Billing billing) {}
}
