package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clip that is asked for, negotiated and priced.
 *
 * @param capability what a worker must be able to do: the name of a local model, or {@code hosted}
 * @param request as negotiated, for one clip
 * @param price the most that it may cost, in the account's currency
 * @param tokens the video tokens that it takes from the quota
 * @param priority -100 to 100; the higher is drawn first within its account
 * @param notBefore absent for at once
 * @param deadline when it is no longer wanted, if nobody has begun it by then
 * @param plan what the off-peak planner chose, as JSON
 */
public record Draw(
        String capability,
        String model,
        Document<VideoRequest> request,
        List<Notice> notices,
        @Nullable Document<Tariff> tariff,
        Money price,
        long tokens,
        int priority,
        @Nullable Instant notBefore,
        @Nullable Instant deadline,
        @Nullable String plan,
        @Nullable String campaign,
        @Nullable String endUser,
        @Nullable String clientReference,
        @Nullable String callback) {

    public Draw {
        notices = List.copyOf(notices);
        if (price.amount().signum() < 0) {
            throw ShotwrightException.invalid("price", price, "0 or more");
        }
        if (tokens < 0) {
            throw ShotwrightException.invalid("tokens", tokens, "0 or more");
        }
        if (priority < -100 || priority > 100) {
            throw ShotwrightException.invalid("priority", priority, "-100 to 100");
        }
    }

    public static Builder builder(String capability, String model, Document<VideoRequest> request, Money price) {
        return new Builder(capability, model, request, price);
    }

    /** Collects what a draw may have beside the necessary. */
    public static final class Builder {
        private final String capability;
        private final String model;
        private final Document<VideoRequest> request;
        private final Money price;
        private List<Notice> notices = List.of();
        private @Nullable Document<Tariff> tariff;
        private long tokens;
        private int priority;
        private @Nullable Instant notBefore;
        private @Nullable Instant deadline;
        private @Nullable String plan;
        private @Nullable String campaign;
        private @Nullable String endUser;
        private @Nullable String clientReference;
        private @Nullable String callback;

        private Builder(String capability, String model, Document<VideoRequest> request, Money price) {
            this.capability = capability;
            this.model = model;
            this.request = request;
            this.price = price;
        }

        public Builder notices(List<Notice> value) {
            notices = value;
            return this;
        }

        public Builder tariff(@Nullable Document<Tariff> value) {
            tariff = value;
            return this;
        }

        public Builder tokens(long value) {
            tokens = value;
            return this;
        }

        public Builder priority(int value) {
            priority = value;
            return this;
        }

        public Builder notBefore(@Nullable Instant value) {
            notBefore = value;
            return this;
        }

        public Builder deadline(@Nullable Instant value) {
            deadline = value;
            return this;
        }

        public Builder plan(@Nullable String json) {
            plan = json;
            return this;
        }

        public Builder campaign(@Nullable String value) {
            campaign = value;
            return this;
        }

        public Builder endUser(@Nullable String value) {
            endUser = value;
            return this;
        }

        public Builder clientReference(@Nullable String value) {
            clientReference = value;
            return this;
        }

        public Builder callback(@Nullable String value) {
            callback = value;
            return this;
        }

        public Draw build() {
            return new Draw(
                    capability,
                    model,
                    request,
                    notices,
                    tariff,
                    price,
                    tokens,
                    priority,
                    notBefore,
                    deadline,
                    plan,
                    campaign,
                    endUser,
                    clientReference,
                    callback);
        }
    }
}
