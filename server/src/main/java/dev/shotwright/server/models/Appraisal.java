package dev.shotwright.server.models;

import dev.shotwright.jobs.offpeak.Plan;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model makes of a request of an account. */
public sealed interface Appraisal {

    Listing listing();

    /**
     * It would be drawn.
     *
     * @param request as negotiated, for all clips
     * @param clip the same for one clip
     * @param tariff in the account's currency; absent where the price is unknown
     * @param price the most that one clip may cost; absent where it is unknown
     * @param unpriced why the price is unknown
     * @param tokens the video tokens of one clip
     * @param plan when it is drawn and what that saves, where it may wait
     */
    record Drawable(
            Listing listing,
            VideoRequest request,
            List<Notice> notices,
            VideoRequest clip,
            @Nullable Tariff tariff,
            @Nullable Money price,
            @Nullable String unpriced,
            long tokens,
            @Nullable Plan plan)
            implements Appraisal {

        public Drawable {
            notices = List.copyOf(notices);
        }

        public int count() {
            return request.count() == null ? 1 : request.count();
        }
    }

    /** It would not. */
    record Declined(Listing listing, List<Reason> reasons) implements Appraisal {

        public Declined {
            reasons = List.copyOf(reasons);
        }
    }
}
