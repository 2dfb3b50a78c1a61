package dev.shotwright.providers.luma;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.net.URI;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        try {
            return reply.json();
        } catch (UnreadableReplyException e) {
            throw line.unreadable(reply, e);
        }
    }

    @Override
    public Hint hear(Push push) {
        try {
            var id = JsonMapper.shared().readTree(push.text()).path("id").asString("");
            return id.isEmpty() ? new Hint.Ignored("it names no generation") : new Hint.Changed(id);
        } catch (JacksonException e) {
            return new Hint.Ignored("it is no JSON");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
