package dev.shotwright.providers.openai;

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

/** An account with a server of OpenAI's dialect: its list of videos, and its webhooks, which are taken for hints. */
final class OpenAiAccount implements Account {
    private static final int PAGE = 100;

    private final Line line;
    private final URI videos;

    OpenAiAccount(Line line, URI address) {
        this.line = line;
        this.videos = URI.create(address + "/videos");
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new OpenAiModel(card, line, videos);
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
                .map(video -> OpenAiAnswer.outcome(videos, video))
                .toList();
    }

    private JsonNode page(int size) {
        var reply = line.ask(Call.get(URI.create(videos + "?order=desc&limit=" + size)));
        if (!reply.ok()) {
            throw line.trouble(OpenAiAnswer.failure(reply));
        }
        return line.json(reply).path("data");
    }

    @Override
    public Hint hear(Push push) {
        return Hint.of(push, "video", event -> event.path("data").path("id").asString(""));
    }

    @Override
    public void close() {
        line.close();
    }
}
