package dev.shotwright.providers.account;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes as vendors tell them. */
public final class Outcomes {
    private Outcomes() {}

    public static Outcome queued(String ticket) {
        return new Outcome(State.QUEUED, ticket, null, List.of(), null, null, null, null);
    }

    public static Outcome running(String ticket, @Nullable Double progress) {
        return new Outcome(State.RUNNING, ticket, progress, List.of(), null, null, null, null);
    }

    public static Outcome succeeded(String ticket, Clip clip, @Nullable Usage usage, @Nullable Money cost) {
        return new Outcome(State.SUCCEEDED, ticket, 1.0, List.of(clip), usage, cost, null, null);
    }

    public static Outcome failed(@Nullable String ticket, Failure failure) {
        return new Outcome(State.FAILED, ticket, null, List.of(), null, null, failure, null);
    }

    /**
     * A draw that ended without clip and without fault, {@link State#CANCELLED} or {@link State#EXPIRED}, of which the vendor does
     * not tell whether it is billed.
     */
    public static Outcome ended(State state, String ticket) {
        return new Outcome(state, ticket, null, List.of(), null, null, null, null);
    }

    /** The same where the vendor's word or its documents prove that it is not billed. */
    public static Outcome unbilled(State state, String ticket) {
        return new Outcome(state, ticket, null, List.of(), null, null, null, Billing.NOT_BILLED);
    }
}
