package dev.shotwright.providers.dashscope;

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

/** An account with DashScope: its list of tasks, and the events that a user can have sent through EventBridge. */
final class DashScopeAccount implements Account {
    private static final int PAGE = 20;

    private final Line line;
    private final URI address;
    private final DashScopeTasks tasks;

    DashScopeAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
        this.tasks = new DashScopeTasks(line, address);
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new DashScopeModel(card, line, address);
    }

    @Override
    public Standing standing() {
        page(1);
        return Standing.open();
    }

    /** The list tells no addresses of clips, so that each task is asked about. */
    @Override
    public List<Outcome> recent() {
        return page(PAGE)
                .valueStream()
                .map(task -> task.path("task_id").asString(""))
                .filter(id -> !id.isEmpty())
                .map(tasks::poll)
                .toList();
    }

    private JsonNode page(int size) {
        return tasks.answered(Call.get(URI.create(address + "/tasks?page_no=1&page_size=" + size)))
                .path("data");
    }

    @Override
    public Hint hear(Push push) {
        return Hint.of(push, "task", event -> event.path("data").path("task_id").asString(""));
    }

    @Override
    public void close() {
        line.close();
    }
}
