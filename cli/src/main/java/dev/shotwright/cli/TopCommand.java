package dev.shotwright.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "top",
        customSynopsis = "shotwright top [--once] [OPTION]...",
        description = "Watch a service: lanes, workers, what is in doubt, and the key's own running videos.",
        footer = {"", "Example:", "  shotwright top --server http://127.0.0.1:8080"})
final class TopCommand implements Command {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_JOBS = 15;
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
                var lanes = client.get(ServiceClient.path("admin", "lanes"));
                var workers = client.get(ServiceClient.path("admin", "workers"));
                var videos = client.get(ServiceClient.path("videos") + "?state=running&limit=" + MOST_JOBS);
                var doubts = client.get(ServiceClient.path("admin", "doubts"));
                if (terminal) {
                    console.print(CLEAR + client.server() + "  "
                            + surroundings.clock().instant());
                }
                show(lanes, workers, doubts, videos);
                if (!terminal) {
                    console.object(JsonNodeFactory.instance
                            .objectNode()
                            .set("lanes", lanes)
                            .set("workers", workers)
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

    private void show(JsonNode lanes, JsonNode workers, JsonNode doubts, JsonNode videos) {
        var queue = new Table("LANE", "ACCOUNT", "QUEUED", "RUNNING", "AT MOST", "WEIGHT");
        for (var lane : rows(lanes)) {
            queue.row(
                    List.of(),
                    first(lane, "capability"),
                    first(lane, "account"),
                    first(lane, "queued"),
                    first(lane, "running"),
                    first(lane, "maxRunning"),
                    first(lane, "weight"));
        }
        queue.printTo(console);
        console.print("");
        var crew = new Table("WORKER", "SEEN", "SLOTS", "MEMORY", "DEVICES", "DRAINING");
        for (var worker : rows(workers)) {
            crew.row(
                    List.of(),
                    first(worker, "name", "id"),
                    age(worker.path("seen").asString(null)),
                    worker.path("slots").toString(),
                    "%.1f GiB".formatted(worker.path("memory").asDouble() / (1L << 30)),
                    worker.path("devices").toString(),
                    first(worker, "draining"));
        }
        crew.printTo(console);
        console.print("");
        if (!rows(doubts).isEmpty()) {
            var open = new Table("IN DOUBT", "ACCOUNT", "MODEL", "HELD", "FOR");
            for (var doubt : rows(doubts)) {
                open.row(
                        List.of(),
                        first(doubt, "id"),
                        first(doubt, "account"),
                        first(doubt, "model"),
                        first(doubt, "held"),
                        age(doubt.path("created").asString(null)));
            }
            open.printTo(console);
            console.print("");
        }
        var running = new Table("RUNNING", "MODEL", "PHASE", "DONE", "FOR");
        for (var job : rows(videos)) {
            running.row(
                    List.of(),
                    first(job, "id"),
                    first(job, "model"),
                    first(job, "phase"),
                    "%.0f %%".formatted(100 * job.path("progress").asDouble()),
                    age(job.path("started").asString(null)));
        }
        running.printTo(console);
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

    private String age(@Nullable String since) {
        if (since == null) {
            return "-";
        }
        var age = Duration.between(Instant.parse(since), surroundings.clock().instant());
        return age.toHours() > 0
                ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
                : age.toMinutes() > 0
                        ? "%d min %d s".formatted(age.toMinutes(), age.toSecondsPart())
                        : "%d s".formatted(Math.max(0, age.toSeconds()));
    }
}
