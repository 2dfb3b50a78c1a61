package dev.shotwright.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tenants that ask for clips, each one after the other, and ask again under the same idempotency key until they are answered.
 */
final class ChaosLoad {
    private static final Duration BETWEEN = Duration.ofMillis(700);
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
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    /** Somebody with a key. */
    record Tenant(UUID account, String key) {}

    ChaosLoad(List<URI> servers, List<Tenant> tenants, SplittableRandom random) {
        this.servers = List.copyOf(servers);
        for (var tenant : tenants) {
            var own = random.split();
            threads.add(Thread.ofVirtual().start(() -> ask(tenant, own)));
        }
    }

    int accepted() {
        return accepted.size();
    }

    private void ask(Tenant tenant, SplittableRandom own) {
        try {
            while (!ending) {
                Thread.sleep(BETWEEN);
                var id = insist(tenant, own, own.nextInt(4) == 0 ? LOCAL : HOSTED);
                accepted.put(id, tenant);
                if (own.nextInt(12) == 0) {
                    send(tenant, own, "POST", "/api/v1/videos/" + id + "/cancel", "", id);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String insist(Tenant tenant, SplittableRandom own, String body) throws InterruptedException {
        var key = new UUID(own.nextLong(), own.nextLong()).toString();
        while (true) {
            var answer = send(tenant, own, "POST", "/api/v1/videos", body, key);
            if (answer != null) {
                return JsonMapper.shared().readTree(answer).path("id").asString();
            }
            Thread.sleep(BETWEEN);
        }
    }

    /** The answer; null where there is none yet. */
    private @Nullable String send(
            Tenant tenant, SplittableRandom own, String method, String path, String body, String key)
            throws InterruptedException {
        var server = servers.get(own.nextInt(servers.size()));
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + tenant.key())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 500 || response.statusCode() == 429) {
                return null;
            }
            if (response.statusCode() >= 400) {
                throw new IllegalStateException("%s %s: %s".formatted(method, path, response.body()));
            }
            return response.body();
        } catch (IOException _) {
            return null;
        }
    }

    /** Asks for no more; what was accepted, by its id, and by whom. */
    Map<String, Tenant> end() throws InterruptedException {
        ending = true;
        for (var thread : threads) {
            thread.join(Duration.ofMinutes(1));
        }
        http.shutdownNow();
        return Map.copyOf(accepted);
    }
}
