package dev.shotwright.providers.siliconflow;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

/** An account with SiliconFlow, which tells its balance, and offers neither a list of draws nor callbacks. */
final class SiliconFlowAccount implements Account {
    private final Line line;
    private final URI address;

    SiliconFlowAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new SiliconFlowModel(card, line, address);
    }

    @Override
    public Standing standing() {
        var reply = line.ask(Call.get(URI.create(address + "/user/info")));
        if (!reply.ok()) {
            throw line.trouble(SiliconFlowAnswer.failure(reply));
        }
        var balance = reply.jsonOrNone().path("data").path("totalBalance").asString("");
        return balance.matches("-?\\d{1,12}(\\.\\d{1,12})?")
                ? new Standing(new BigDecimal(balance), currency(), null)
                : Standing.open();
    }

    private String currency() {
        return String.valueOf(address.getHost()).endsWith(".com") ? "USD" : "CNY";
    }

    @Override
    public List<Outcome> recent() {
        return List.of();
    }

    @Override
    public Hint hear(Push push) {
        return new Hint.Ignored("SiliconFlow sends no callbacks");
    }

    @Override
    public void close() {
        line.close();
    }
}
