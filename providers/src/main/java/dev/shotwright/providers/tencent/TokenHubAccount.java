package dev.shotwright.providers.tencent;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.net.URI;
import java.util.List;

/** An account with TokenHub, which offers neither a list of draws nor callbacks. */
final class TokenHubAccount implements Account {
    private final Line line;
    private final KeyForm form;
    private final TokenHubJobs jobs;

    TokenHubAccount(Line line, URI address, KeyForm form) {
        this.line = line;
        this.form = form;
        this.jobs = new TokenHubJobs(line, address);
    }

    @Override
    public HostedModel model(ModelCard card) {
        if (VclmModel.isIts(card)) {
            throw ShotwrightException.invalid("model", card.model(), "a model that %s opens".formatted(form));
        }
        return new TokenHubModel(card, line, jobs);
    }

    @Override
    public Standing standing() {
        jobs.prove();
        return Standing.open();
    }

    @Override
    public List<Outcome> recent() {
        return List.of();
    }

    @Override
    public Hint hear(Push push) {
        return new Hint.Ignored("Tencent sends no callbacks");
    }

    @Override
    public void close() {
        line.close();
    }
}
