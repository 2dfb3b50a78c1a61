package dev.shotwright.providers.kling;

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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An account with Kling: its packages of units, its tasks by both interfaces, and its callbacks. */
final class KlingAccount implements Account {
    private static final List<String> KINDS = List.of(
            "text2video",
            "image2video",
            "omni-video",
            "multi-image2video",
            "video-extend",
            "advanced-lip-sync",
            "avatar/image2video",
            "effects");
    private static final Duration PACKAGES_LAST = Duration.ofDays(366);
    private static final int PAGE = 100;

    private final Line line;
    private final URI address;
    private final Reach reach;
    private final KlingCallback callback;

    /** Which interfaces a key opens. */
    enum Reach {
        FIRST,
        BOTH
    }

    KlingAccount(Line line, URI address, Reach reach, KlingCallback callback) {
        this.line = line;
        this.address = address;
        this.reach = reach;
        this.callback = callback;
    }

    @Override
    public HostedModel model(ModelCard card) {
        return new KlingModel(card, line, address);
    }

    /** What is left of packages that are in use; an account that pays in money has none. */
    @Override
    public Standing standing() {
        var now = line.waiting().now();
        var packages = data(Call.get(URI.create("%s/account/costs?start_time=%d&end_time=%d"
                        .formatted(address, now.minus(PACKAGES_LAST).toEpochMilli(), now.toEpochMilli()))))
                .path("resource_pack_subscribe_infos");
        return packages.valueStream()
                .filter(each -> each.path("status").asString("").equals("online"))
                .map(each -> each.path("remaining_quantity").asDecimal(BigDecimal.ZERO))
                .reduce(BigDecimal::add)
                .map(left -> new Standing(left, "units", null))
                .orElseGet(Standing::open);
    }

    @Override
    public List<Outcome> recent() {
        var found = new LinkedHashMap<String, Outcome>();
        switch (reach) {
            case FIRST -> {}
            case BOTH -> {
                var filter = JsonNodeFactory.instance.objectNode().put("limit", PAGE);
                var video = filter.putArray("filters").addObject().put("key", "product_type");
                video.putArray("values").add("video");
                add(
                        found,
                        null,
                        data(Call.post(URI.create(address + "/tasks"), filter)).path("result"));
            }
        }
        for (var kind : KINDS) {
            add(
                    found,
                    kind,
                    data(Call.get(URI.create("%s/v1/videos/%s?pageNum=1&pageSize=%d".formatted(address, kind, PAGE)))));
        }
        return List.copyOf(found.values());
    }

    private void add(Map<String, Outcome> found, @Nullable String kind, JsonNode tasks) {
        for (var task : tasks) {
            var id = KlingAnswer.id(task);
            found.putIfAbsent(
                    id,
                    KlingAnswer.outcome(
                            new KlingTicket(kind, id, false),
                            task,
                            line.waiting().now()));
        }
    }

    private JsonNode data(Call call) {
        var reply = line.ask(call);
        if (!KlingAnswer.isGood(reply)) {
            throw line.trouble(KlingAnswer.failure(reply));
        }
        return line.json(reply).path("data");
    }

    @Override
    public Hint hear(Push push) {
        return callback.hear(push, line.waiting().now());
    }

    @Override
    public void close() {
        line.close();
    }
}
