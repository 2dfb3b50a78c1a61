package dev.shotwright.providers.luma;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.net.URI;
import java.util.List;

/** An account with Agents, of which neither a balance nor a list nor callbacks are documented. */
final class AgentsAccount implements Account {
    private static final String NO_GENERATION = "00000000-0000-0000-0000-000000000000";

    private final Line line;
    private final URI address;

    AgentsAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new LumaModel(card, line, address, new Agents());
    }

    /** A generation that cannot exist is asked for: whoever is told that it does not has shown a key that is taken. */
    @Override
    public Standing standing() {
        var reply = line.ask(Call.get(URI.create(address + "/generations/" + NO_GENERATION)));
        if (!reply.ok()) {
            var failure = LumaFault.of(reply);
            if (failure.code() != FailureCode.NOT_FOUND && failure.code() != FailureCode.INVALID_REQUEST) {
                throw line.trouble(failure);
            }
        }
        return Standing.open();
    }

    @Override
    public List<Outcome> recent() {
        return List.of();
    }

    @Override
    public Hint hear(Push push) {
        return new Hint.Ignored("the vendor documents no callbacks");
    }

    @Override
    public void close() {
        line.close();
    }
}
