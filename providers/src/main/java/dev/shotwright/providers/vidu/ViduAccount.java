package dev.shotwright.providers.vidu;

import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

/** An account with Vidu: its credits, its list of tasks, and its signed callbacks. */
final class ViduAccount implements Account {
    private final Line line;
    private final ViduTasks tasks;
    private final String key;

    ViduAccount(Line line, URI address, String key) {
        this.line = line;
        this.tasks = new ViduTasks(line, address);
        this.key = key;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new ViduModel(card, line, tasks);
    }

    @Override
    public Standing standing() {
        var balance = BigDecimal.ZERO;
        var concurrent = 0;
        for (var remain : tasks.credits().path("remains")) {
            balance = balance.add(remain.path("credit_remain").asDecimal(BigDecimal.ZERO));
            concurrent = Math.max(concurrent, remain.path("concurrency_limit").asInt(0));
        }
        return new Standing(balance, "credits", concurrent == 0 ? null : (Integer) concurrent);
    }

    @Override
    public List<Outcome> recent() {
        return tasks.page("")
                .path("tasks")
                .valueStream()
                .map(task -> ViduAnswer.outcome(
                        ViduAnswer.id(task), task, line.waiting().now()))
                .toList();
    }

    @Override
    public Hint hear(Push push) {
        if (!ViduCallback.isSigned(push, key)) {
            return new Hint.Ignored("its signature is not Vidu's");
        }
        return Hint.of(push, "task", ViduAnswer::id);
    }

    @Override
    public void close() {
        line.close();
    }
}
