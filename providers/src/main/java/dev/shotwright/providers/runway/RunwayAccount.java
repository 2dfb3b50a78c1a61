package dev.shotwright.providers.runway;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An organization at Runway, whose balance is in credits; it offers no list of draws and calls nobody. */
final class RunwayAccount implements Account {
    private final RunwayLine runway;

    RunwayAccount(RunwayLine runway) {
        this.runway = runway;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new RunwayModel(card, runway);
    }

    @Override
    public Standing standing() {
        var reply = runway.line().ask(runway.get("/organization"));
        if (!reply.ok()) {
            throw runway.line().trouble(RunwayAnswer.failure(reply));
        }
        try {
            var organization = reply.json();
            var balance = organization.path("creditBalance");
            return new Standing(
                    balance.isNumber() ? balance.decimalValue() : null,
                    balance.isNumber() ? "credits" : null,
                    concurrent(organization));
        } catch (UnreadableReplyException e) {
            throw runway.line().unreadable(reply, e);
        }
    }

    /** How many draws may run at once of the model that is allowed the fewest. */
    private static @Nullable Integer concurrent(JsonNode organization) {
        var least = organization
                .path("tier")
                .path("models")
                .valueStream()
                .mapToInt(model -> model.path("maxConcurrentGenerations").asInt(0))
                .filter(most -> most > 0)
                .min();
        return least.isPresent() ? (Integer) least.getAsInt() : null;
    }

    @Override
    public List<Outcome> recent() {
        return List.of();
    }

    @Override
    public Hint hear(Push push) {
        return new Hint.Ignored("the vendor calls nobody");
    }

    @Override
    public void close() {
        runway.line().close();
    }
}
