package dev.shotwright.bench;

import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.task.Courier;
import dev.shotwright.providers.task.Endurance;
import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.providers.task.Watcher;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A thousand hosted draws under way at once, from submission to clip, against a fake vendor in a process of its own: what the
 * way through the adapter adds to the vendor's own answer, the memory that it takes, and how fast clips are fetched beside
 * curl.
 */
final class HostedThroughput {
    private static final int DRAWS = 1000;
    private static final int CLIPS = 200;
    private static final int CLIP_BYTES = 5_000_000;
    private static final int AT_ONCE = 8;
    private static final int PROBES = 2000;

    private final Vendor vendor = Objects.requireNonNull(Vendors.named("ark"));
    private final Path folder;

    private HostedThroughput(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("hosted");
        try {
            var bench = new HostedThroughput(folder);
            bench.draws();
            bench.clips();
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Account account(FakeProcess fake) {
        return vendor.open(vendor.keyForms().getFirst(), fake.keys(), fake.address(), Patience.usual(), Waiting.real());
    }

    private static VideoRequest request(ModelCard card) {
        var wish =
                VideoRequest.builder().model(card.model()).prompt("A fox runs").build();
        return switch (new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(wish, card)) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted -> adapted.request();
            case Verdict.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private void draws() throws Exception {
        try (var fake = FakeProcess.start(20, 1314);
                var account = account(fake);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var model = account.model(vendor.cards().getFirst());
            var journal = new Journal(folder.resolve("tasks"), new SplittableRandom(1));
            var ended = new ConcurrentLinkedQueue<Stage>();
            var began = Instant.now();
            for (var i = 0; i < DRAWS; i++) {
                var file = folder.resolve("clip-%d.mp4".formatted(i)).toString();
                threads.execute(() -> ended.add(carried(model, journal, file)));
            }
            var under = new ArrayList<Long>();
            var probed = probe(model, fake, journal, under);
            threads.shutdown();
            while (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
                under.add(heap());
            }
            var fetched = ended.stream().filter(stage -> stage == Stage.FETCHED).count();
            System.out.printf(
                    "%d draws of 20 s under way at once: %d fetched after %.1f s, heap at most %d MB of %d MB%n",
                    DRAWS,
                    fetched,
                    Duration.between(began, Instant.now()).toMillis() / 1000.0,
                    under.stream().mapToLong(Long::longValue).max().orElse(0) >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            System.out.println(probed);
            if (fetched != DRAWS) {
                throw new IllegalStateException("not every draw was fetched: "
                        + journal.contents().tasks().stream()
                                .filter(task -> task.stage() != Stage.FETCHED)
                                .findFirst());
            }
        }
    }

    private Stage carried(HostedModel model, Journal journal, String file) {
        var request = request(model.card());
        try (var claim = journal.begin(id -> Task.prepared(
                id, vendor.name(), request, file, Switch.OFF, Instant.now(), new Quote.Unpriced("a measurement")))) {
            return new Courier(model, Waiting.real(), Endurance.usual(), new Patient())
                    .carry(claim)
                    .stage();
        }
    }

    /** Somebody who waits to the end. */
    private static final class Patient implements Watcher {
        @Override
        public boolean waits() {
            return true;
        }

        @Override
        public void saved(Task task) {}

        @Override
        public void stands(Task task, Outcome outcome) {}

        @Override
        public void hindered(Task task, String sentence) {}

        @Override
        public void remarked(Task task, String sentence) {}

        @Override
        public void received(Task task, long bytes, @Nullable Long length) {}
    }

    /** Asks about draws in turn through the adapter and without it, while all the others are under way. */
    private static String probe(HostedModel model, FakeProcess fake, Journal journal, List<Long> heap)
            throws Exception {
        var tickets = new ArrayList<String>();
        while (tickets.size() < DRAWS / 2) {
            Thread.sleep(200);
            tickets.clear();
            journal.contents().tasks().stream()
                    .map(Task::ticket)
                    .filter(Objects::nonNull)
                    .forEach(tickets::add);
        }
        var bare = new long[PROBES];
        var ours = new long[PROBES];
        try (var client = HttpClient.newHttpClient()) {
            for (var i = 0; i < PROBES; i++) {
                var ticket = tickets.get(i % tickets.size());
                var question = HttpRequest.newBuilder(
                                URI.create(fake.address() + "/contents/generations/tasks/" + ticket))
                        .header("Authorization", "Bearer " + fake.keys().getFirst())
                        .build();
                var began = System.nanoTime();
                client.send(question, BodyHandlers.ofByteArray());
                bare[i] = System.nanoTime() - began;
                began = System.nanoTime();
                model.poll(ticket);
                ours[i] = System.nanoTime() - began;
                if (i % 100 == 0) {
                    heap.add(heap());
                }
            }
        }
        return "a question about a draw: median %.2f ms bare, %.2f ms through the adapter; p99 %.2f and %.2f ms: %.2f ms added"
                .formatted(
                        at(bare, 0.5), at(ours, 0.5), at(bare, 0.99), at(ours, 0.99), at(ours, 0.99) - at(bare, 0.99));
    }

    private static double at(long[] nanoseconds, double share) {
        var sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void clips() throws Exception {
        try (var fake = FakeProcess.start(0, CLIP_BYTES);
                var account = account(fake)) {
            var model = account.model(vendor.cards().getFirst());
            var tickets = IntStream.range(0, CLIPS)
                    .mapToObj(_ -> Objects.requireNonNull(
                            model.submit(request(model.card())).ticket()))
                    .toList();
            var addresses = tickets.stream()
                    .map(ticket -> model.poll(ticket).clips().getFirst())
                    .toList();
            fetched(model, addresses.subList(0, AT_ONCE));
            for (var round = 0; round < 3; round++) {
                var curl = curl(addresses.stream().map(clip -> clip.source()).toList());
                var ours = fetched(model, addresses);
                System.out.printf(
                        "%d clips of %d MB: curl %.2f s, ours %.2f s: %.0f %% of its rate%n",
                        CLIPS, CLIP_BYTES / 1_000_000, curl, ours, 100 * curl / ours);
            }
        }
    }

    private double fetched(HostedModel model, List<Clip> clips) throws Exception {
        var room = new Semaphore(AT_ONCE);
        var began = System.nanoTime();
        var arrived = new ConcurrentLinkedQueue<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < clips.size(); i++) {
                var clip = clips.get(i);
                var file = folder.resolve("fetched-%d.mp4".formatted(i));
                room.acquire();
                threads.execute(() -> {
                    try (var stream = model.fetch(clip, 0);
                            var out = Files.newOutputStream(file)) {
                        arrived.add(stream.body().transferTo(out));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        if (arrived.stream().mapToLong(Long::longValue).sum() != (long) clips.size() * CLIP_BYTES) {
            throw new IllegalStateException("bytes are missing");
        }
        return seconds;
    }

    private double curl(List<String> addresses) throws Exception {
        var list = new StringBuilder();
        for (var i = 0; i < addresses.size(); i++) {
            list.append("url = \"%s\"%noutput = \"%s\"%n"
                    .formatted(addresses.get(i), folder.resolve("curl-%d.mp4".formatted(i))));
        }
        var config = Files.writeString(folder.resolve("curl.txt"), list);
        var began = System.nanoTime();
        var process = new ProcessBuilder(
                        "curl",
                        "--no-progress-meter",
                        "--fail",
                        "--parallel",
                        "--parallel-max",
                        "" + AT_ONCE,
                        "--config",
                        config.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("curl ended with " + process.exitValue());
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
