package dev.shotwright.providers.jimeng;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** An account with Jimeng, which lists no draws and calls nobody back. */
final class JimengAccount implements Account {
    private final Line line;
    private final URI address;

    JimengAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new JimengModel(card, line, address);
    }

    /** Asks for a task that cannot exist: a key that is taken is told so, or that its request is not. */
    @Override
    public Standing standing() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("req_key", "jimeng_t2v_v30")
                .put("task_id", "1");
        var reply = line.ask(Call.post(JimengModel.action(address, "CVSync2AsyncGetResult"), body));
        if (!JimengAnswer.isGood(reply)) {
            var failure = JimengAnswer.failure(reply, Billing.NOT_BILLED);
            if (failure.code() != FailureCode.INVALID_REQUEST && failure.code() != FailureCode.NOT_FOUND) {
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
        return new Hint.Ignored("the vendor calls nobody back");
    }

    @Override
    public void close() {
        line.close();
    }
}
