package dev.shotwright.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tenants that ask for clips, each one after the other, and ask again under the same idempotency key until they are answered.
 * An answer that no service may give, whoever of it is dead, is a fault.
 */
final class ChaosLoad {
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration LAST = Duration.ofMinutes(10);
    private static final String HOSTED = """
        {"model":"ark/seedance-2.0","prompt":"a dog runs","duration":4,"resolution":"480p"}\
        """;
    private static final String LOCAL = """
        {"model":"previz","prompt":"a dog runs","duration":1,"size":"256x144"}\
        """;

    private final List<URI> servers;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Tenant> accepted = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Set<String> faults = new ConcurrentSkipListSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /** How often a tenant asks. */
    enum Appetite {
        /** For more than may wait. */
        GREEDY(100),
        MODEST(2500);

        private final int pause;

        Appetite(int pause) {
            this.pause = pause;
        }
    }

    /** Somebody with a key. */
    record Tenant(UUID account, String key, Appetite appetite) {}

    ChaosLoad(List<URI> servers, List<Tenant> tenants, SplittableRandom random) {
        this.servers = List.copyOf(servers);
        for (var tenant : tenants) {
            var own = random.split();
            threads.add(Thread.ofVirtual().start(() -> ask(tenant, own)));
        }
    }

    /** What was accepted, by its id, and by whom. */
    Map<String, Tenant> accepted() {
        return Map.copyOf(accepted);
    }

    /** How often which answer was given. */
    String answers() {
        return new TreeMap<>(answers).toString();
    }

    private void ask(Tenant tenant, SplittableRandom own) {
        try {
            while (!ending) {
                Thread.sleep(Duration.ofMillis(tenant.appetite().pause / 2 + own.nextInt(tenant.appetite().pause)));
                var id = insist(tenant, own, own.nextInt(6) == 0 ? LOCAL : HOSTED);
                if (id == null) {
                    continue;
                }
                accepted.put(id, tenant);
                if (own.nextInt(12) == 0) {
                    send(tenant, own, "POST", "/api/v1/videos/" + id + "/cancel", "", id);
                }
                var seen = send(tenant, own, "GET", "/api/v1/videos/" + id, "", id);
                if (seen != null && seen.statusCode() != 200) {
                    faults.add("%s was accepted, and then answered with %d".formatted(id, seen.statusCode()));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The id of what was accepted; null where it was not, because too much waits. */
    private @Nullable String insist(Tenant tenant, SplittableRandom own, String body) throws InterruptedException {
        var key = new UUID(own.nextLong(), own.nextLong()).toString();
        while (true) {
            var answer = send(tenant, own, "POST", "/api/v1/videos", body, key);
            if (answer != null && answer.statusCode() == 429) {
                return null;
            }
            if (answer != null && answer.statusCode() < 300) {
                return JsonMapper.shared().readTree(answer.body()).path("id").asString();
            }
            Thread.sleep(AGAIN);
        }
    }

    /** The answer; null where there is none, or where the service says that it cannot answer now. */
    private @Nullable HttpResponse<String> send(
            Tenant tenant, SplittableRandom own, String method, String path, String body, String key)
            throws InterruptedException {
        var server = servers.get(own.nextInt(servers.size()));
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(45))
                .header("Authorization", "Bearer " + tenant.key())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var status = answer.statusCode();
            count(String.valueOf(status));
            if (status == 503) {
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    faults.add("%s %s: 503 without Retry-After: %s".formatted(method, words(path), answer.body()));
                }
                return null;
            }
            if (status >= 500 || (status >= 400 && status != 429 && status != 409)) {
                faults.add("%s %s: %d %s".formatted(method, words(path), status, answer.body()));
            }
            return answer;
        } catch (IOException _) {
            count("none");
            return null;
        }
    }

    private static String words(String path) {
        return path.replaceAll("vid_\\w+", "{id}");
    }

    private void count(String answer) {
        answers.computeIfAbsent(answer, _ -> new AtomicInteger()).incrementAndGet();
    }

    /** Asks for no more; the answers that should not have been given. */
    List<String> end() throws InterruptedException {
        ending = true;
        for (var thread : threads) {
            if (!thread.join(LAST)) {
                faults.add("a tenant is not answered");
            }
        }
        http.shutdownNow();
        return List.copyOf(faults);
    }
}
