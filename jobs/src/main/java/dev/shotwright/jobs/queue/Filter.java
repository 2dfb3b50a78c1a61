package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.request.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of an account are listed; what is empty or absent does not matter.
 *
 * @param states any of them
 * @param ids any of them
 * @param from created then or later
 * @param to created earlier
 */
public record Filter(
        Set<JobState> states,
        List<UUID> ids,
        @Nullable String model,
        @Nullable String dialect,
        @Nullable String campaign,
        @Nullable String endUser,
        @Nullable UUID batch,
        @Nullable Tier tier,
        @Nullable Instant from,
        @Nullable Instant to,
        Sequence sequence) {

    public Filter {
        states = Set.copyOf(states);
        ids = List.copyOf(ids);
    }

    /** The order of a list. */
    public enum Sequence {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /** All jobs, newest first. */
    public static Filter all() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects conditions. */
    public static final class Builder {
        private Set<JobState> states = Set.of();
        private List<UUID> ids = List.of();
        private @Nullable String model;
        private @Nullable String dialect;
        private @Nullable String campaign;
        private @Nullable String endUser;
        private @Nullable UUID batch;
        private @Nullable Tier tier;
        private @Nullable Instant from;
        private @Nullable Instant to;
        private Sequence sequence = Sequence.NEWEST_FIRST;

        private Builder() {}

        public Builder states(Set<JobState> value) {
            states = value;
            return this;
        }

        public Builder ids(List<UUID> value) {
            ids = value;
            return this;
        }

        public Builder model(@Nullable String value) {
            model = value;
            return this;
        }

        public Builder dialect(@Nullable String value) {
            dialect = value;
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

        public Builder batch(@Nullable UUID value) {
            batch = value;
            return this;
        }

        public Builder tier(@Nullable Tier value) {
            tier = value;
            return this;
        }

        public Builder from(@Nullable Instant value) {
            from = value;
            return this;
        }

        public Builder to(@Nullable Instant value) {
            to = value;
            return this;
        }

        public Builder sequence(Sequence value) {
            sequence = value;
            return this;
        }

        public Filter build() {
            return new Filter(states, ids, model, dialect, campaign, endUser, batch, tier, from, to, sequence);
        }
    }
}
