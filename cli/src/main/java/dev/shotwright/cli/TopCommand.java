package dev.shotwright.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "top",
        customSynopsis = "shotwright top [--once] [OPTION]...",
        description = "Watch a service: queues, workers, vendors, money, quotas, doubts, what the key draws.",
        footer = {"", "Example:", "  shotwright top --server http://127.0.0.1:8080"})
final class TopCommand implements Command {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST = 15;
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Surroundings surroundings;
    private final Console console;

    @Option(names = "--once", description = "Look once, and end.")
    private boolean once;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    TopCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var terminal = surroundings.columns().count() > 0 && !once && console.manner() == Console.Manner.PERSON;
        surroundings.cancellation().begin();
        try (var client = server.client(surroundings)) {
            while (true) {
                var figures = client.get(ServiceClient.path("admin", "figures"));
                var lanes = client.get(ServiceClient.path("admin", "lanes"));
                var videos = client.get(ServiceClient.path("videos") + "?state=running&limit=" + MOST);
                var doubts = client.get(ServiceClient.path("admin", "doubts"));
                var columns = surroundings.columns().count();
                var width = columns == 0 ? Integer.MAX_VALUE : columns;
                if (terminal) {
                    console.print(CLEAR
                            + Table.cut(
                                    client.server() + "  "
                                            + surroundings.clock().instant(),
                                    width));
                }
                show(figures, lanes, doubts, videos, width);
                if (!terminal) {
                    console.object(JsonNodeFactory.instance
                            .objectNode()
                            .set("figures", figures)
                            .set("lanes", lanes)
                            .set("doubts", doubts)
                            .set("videos", videos));
                    return Exit.DONE;
                }
                if (!rest()) {
                    return Exit.DONE;
                }
            }
        }
    }

    private boolean rest() {
        try {
            Thread.sleep(EVERY);
            return !surroundings.cancellation().requested();
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void show(JsonNode figures, JsonNode lanes, JsonNode doubts, JsonNode videos, int width) {
        table(
                width,
                rows(figures.path("queues")),
                List.of("QUEUE", "WAITING", "OLDEST", "RUNNING"),
                queue -> List.of(
                        first(queue, "capability"),
                        first(queue, "queued"),
                        age(queue.path("oldest")),
                        first(queue, "running")));
        table(
                width,
                rows(lanes),
                List.of("LANE", "WAITING", "RUNNING", "AT MOST", "WEIGHT", "ACCOUNT"),
                lane -> List.of(
                        first(lane, "capability"),
                        first(lane, "queued"),
                        first(lane, "running"),
                        first(lane, "maxRunning"),
                        first(lane, "weight"),
                        first(lane, "account")));
        table(
                width,
                rows(figures.path("workers")),
                List.of("WORKER", "JOBS", "MEMORY", "SEEN"),
                worker -> List.of(
                        first(worker, "name"),
                        first(worker, "running") + " of " + first(worker, "slots"),
                        "%s of %s GiB".formatted(gibibytes(worker.path("resident")), gibibytes(worker.path("memory"))),
                        age(worker.path("unseen"))));
        table(
                width,
                rows(figures.path("vendors")),
                List.of("VENDOR", "HEALTH", "OPEN", "DRAWN", "FAILED", "REFUSED", "IN DOUBT"),
                vendor -> List.of(
                        first(vendor, "vendor"),
                        share(vendor.path("health")),
                        first(vendor, "open"),
                        first(vendor, "succeeded"),
                        first(vendor, "troubled"),
                        first(vendor, "refused"),
                        first(vendor, "doubted")));
        table(
                width,
                rows(figures.path("money")),
                List.of("MONEY", "HELD", "AVAILABLE", "SPENT"),
                purse -> List.of(
                        first(purse, "currency"),
                        first(purse, "held"),
                        first(purse, "available"),
                        first(purse, "spent")));
        table(
                width,
                rows(figures.path("quota").path("emptiest")),
                List.of("QUOTA OF", "USED", "MODEL"),
                bucket -> List.of(first(bucket, "key", "account"), share(bucket.path("used")), first(bucket, "model")));
        table(
                width,
                rows(doubts),
                List.of("IN DOUBT", "HELD", "FOR", "MODEL", "ACCOUNT"),
                doubt -> List.of(
                        first(doubt, "id"),
                        first(doubt, "held"),
                        since(doubt.path("created")),
                        first(doubt, "model"),
                        first(doubt, "account")));
        table(
                width,
                rows(videos),
                List.of("OWN VIDEO", "DONE", "PHASE", "FOR", "MODEL"),
                job -> List.of(
                        first(job, "id"),
                        share(job.path("progress")),
                        first(job, "phase"),
                        since(job.path("started")),
                        first(job, "model")));
    }

    private void table(int width, List<JsonNode> rows, List<String> headings, Function<JsonNode, List<String>> cells) {
        if (rows.isEmpty()) {
            return;
        }
        var table = new Table(headings.toArray(String[]::new));
        rows.stream()
                .limit(MOST)
                .forEach(row -> table.row(List.of(), cells.apply(row).toArray(String[]::new)));
        table.printTo(console, width);
        if (rows.size() > MOST) {
            console.print("… and " + (rows.size() - MOST) + " more");
        }
        console.print("");
    }

    private static String share(JsonNode part) {
        return part.isNumber() ? "%.0f %%".formatted(100 * part.asDouble()) : "-";
    }

    private static String gibibytes(JsonNode bytes) {
        return "%.1f".formatted(bytes.asDouble() / (1L << 30));
    }

    private static List<JsonNode> rows(JsonNode answer) {
        var array = answer;
        for (var entry : answer.properties()) {
            if (entry.getValue().isArray()) {
                array = entry.getValue();
                break;
            }
        }
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    private static String first(JsonNode node, String... names) {
        for (var name : names) {
            var value = node.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                return value.asString();
            }
        }
        return "-";
    }

    private String since(JsonNode instant) {
        return instant.isString()
                ? age(Duration.between(
                        Instant.parse(instant.asString()), surroundings.clock().instant()))
                : "-";
    }

    private static String age(JsonNode seconds) {
        return age(Duration.ofSeconds(seconds.asLong()));
    }

    private static String age(Duration age) {
        return age.toHours() > 0
                ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
                : age.toMinutes() > 0
                        ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
                        : "%d s".formatted(Math.max(0, age.toSeconds()));
    }
}
