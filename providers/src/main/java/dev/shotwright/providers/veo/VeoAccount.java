package dev.shotwright.providers.veo;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.net.URI;
import java.util.List;

/** A project of the Gemini API, which tells neither a balance nor its draws. */
final class VeoAccount implements Account {
    private final Line line;
    private final URI address;

    VeoAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new VeoModel(card, line, address);
    }

    @Override
    public Standing standing() {
        var reply = line.ask(Call.get(URI.create(address + "/models?pageSize=1")));
        if (!reply.ok()) {
            throw line.trouble(VeoAnswer.failure(reply));
        }
        return Standing.open();
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
        line.close();
    }
}
