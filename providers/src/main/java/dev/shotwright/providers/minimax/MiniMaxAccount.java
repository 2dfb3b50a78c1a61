package dev.shotwright.providers.minimax;

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
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** An account with MiniMax: models of both generations, the list of the newer one, and unsigned callbacks. */
final class MiniMaxAccount implements Account {
    private static final int PAGE = 100;

    private final Line line;
    private final URI address;

    MiniMaxAccount(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return card.vendorsName().startsWith("MiniMax-H3")
                ? new H3Model(card, line, address)
                : new HailuoModel(card, line, address);
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
                .map(task -> H3Answer.outcome(
                        task.path("id").asString(""), task, line.waiting().now()))
                .toList();
    }

    private JsonNode page(int size) {
        var reply = line.ask(Call.get(URI.create(address + "/v2/query/video_generation?page_num=1&page_size=" + size)));
        if (!reply.ok()) {
            throw line.trouble(H3Answer.failure(reply));
        }
        var answer = line.json(reply);
        return Stream.of("items", "tasks", "data")
                .map(answer::path)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::arrayNode);
    }

    /** The first call to an address asks for an echo; what comes later is not signed. */
    @Override
    public Hint hear(Push push) {
        try {
            var body = JsonMapper.shared().readTree(push.text());
            if (body.path("challenge").isValueNode()) {
                var echo = JsonNodeFactory.instance.objectNode();
                echo.set("challenge", body.path("challenge"));
                return new Hint.Challenge(echo.toString());
            }
            return Stream.of(body.path("task_id"), body.path("task").path("id"), body.path("id"))
                    .filter(JsonNode::isValueNode)
                    .map(id -> id.asString(""))
                    .filter(id -> !id.isEmpty())
                    .findFirst()
                    .<Hint>map(Hint.Changed::new)
                    .orElseGet(() -> new Hint.Ignored("it names no task"));
        } catch (JacksonException e) {
            return new Hint.Ignored("it is no JSON");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
