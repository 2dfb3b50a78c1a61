package dev.shotwright.providers.luma;

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
import tools.jackson.databind.JsonNode;

/** An account with Dream Machine: its balance, its list of generations, and its unsigned callbacks. */
final class DreamMachineAccount implements Account {
    private final Line line;
    private final URI address;
    private final Dialect dialect = new DreamMachine();

    DreamMachineAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new LumaModel(card, line, address, dialect);
    }

    /** The balance comes in cents. */
    @Override
    public Standing standing() {
        var balance = asked("/credits").path("credit_balance");
        return balance.isNumber()
                ? new Standing(balance.decimalValue().movePointLeft(2), "USD", null)
                : Standing.open();
    }

    @Override
    public List<Outcome> recent() {
        return asked("/generations?limit=100&offset=0")
                .path("generations")
                .valueStream()
                .filter(generation ->
                        !generation.path("generation_type").asString("").equals("image"))
                .map(generation -> dialect.outcome(generation, line.waiting().now()))
                .toList();
    }

    private JsonNode asked(String path) {
        var reply = line.ask(Call.get(URI.create(address + path)));
        if (!reply.ok()) {
            throw line.trouble(LumaFault.of(reply));
        }
        return line.json(reply);
    }

    @Override
    public Hint hear(Push push) {
        return Hint.of(push, "generation", generation -> generation.path("id").asString(""));
    }

    @Override
    public void close() {
        line.close();
    }
}
