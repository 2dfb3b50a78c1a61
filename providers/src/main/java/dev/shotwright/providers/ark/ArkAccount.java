package dev.shotwright.providers.ark;

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

/** An account with Ark: its list of tasks, and its unsigned callbacks. */
final class ArkAccount implements Account {
    private static final int PAGE = 100;

    private final Line line;
    private final URI tasks;

    ArkAccount(Line line, URI address) {
        this.line = line;
        this.tasks = URI.create(address + "/contents/generations/tasks");
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new ArkModel(card, line, tasks);
    }

    @Override
    public Standing standing() {
        page(1);
        return Standing.open();
    }

    @Override
    public List<Outcome> recent() {
        return page(PAGE)
                .valueStream()
                .map(task -> ArkAnswer.outcome(task, line.waiting().now()))
                .toList();
    }

    private JsonNode page(int size) {
        var reply = line.ask(Call.get(URI.create(tasks + "?page_num=1&page_size=" + size)));
        if (!reply.ok()) {
            throw line.trouble(ArkAnswer.failure(reply));
        }
        return line.json(reply).path("items");
    }

    @Override
    public Hint hear(Push push) {
        return Hint.of(push, "task", task -> task.path("id").asString(""));
    }

    @Override
    public void close() {
        line.close();
    }
}
