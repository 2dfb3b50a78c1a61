package dev.shotwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the service carries with its database and those who ask on the same machine: durable submissions, also of one account
 * alone, none lost when everything is killed; status reads; and thousands who watch. {@code ServiceThroughput [--seconds N]
 * [--watchers N] [--peer PYTHON] [--part service|gateway]}, where the interpreter has LiteLLM's proxy, beside which the service is
 * measured as a gateway.
 */
final class ServiceThroughput {
    private static final int CONNECTIONS = 64;
    private static final int ACCOUNTS = 200;

    /** As many as keep a worker busy and leave it room on two cores. */
    private static final int FEW = 2;

    private static final String BODY = "{\"model\":\"ark/seedance-1.0-pro\",\"prompt\":\"A fox runs through the"
            + " snow\",\"duration\":5,\"resolution\":\"480p\",\"ratio\":\"16:9\"}";
    private static final String DRAWN =
            "{\"model\":\"previz\",\"prompt\":\"A fox runs through the snow\",\"duration\":8,\"resolution\":\"480p\"}";
    /** A vendor that nobody answers for: one draw waits for it, and all others wait for that one. */
    private static final Map<String, String> VENDOR =
            Map.of("SHOTWRIGHT_ARK_ADDRESS", "http://127.0.0.1:9", "ARK_API_KEY", "none");

    private static final String[] ONE_DRAW = {"--workers", "1", "--hosted", "1"};

    /** What the virtual machine needs on two cores until its compiler has seen everything. */
    private static final Duration WARMING = Duration.ofMinutes(2);

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"(vid_[0-9a-z]{26})\"");
    private static final Pattern ENDED = Pattern.compile("\"ended\"\\s*:\\s*\"([^\"]+)\"");

    private final Path folder;
    private final Duration duration;
    private final int watchers;
    private final List<String> keys = new ArrayList<>();

    /** A job, and whose it is. */
    private record Owned(String id, String key) {}

    private ServiceThroughput(Path folder, Duration duration, int watchers) {
        this.folder = folder;
        this.duration = duration;
        this.watchers = watchers;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = 20;
        int watchers = 5000;
        @Nullable String peer = null;
        @Nullable String part = null;
        for (int i = 0; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--seconds" -> seconds = Integer.parseInt(arguments[i + 1]);
                case "--watchers" -> watchers = Integer.parseInt(arguments[i + 1]);
                case "--peer" -> peer = arguments[i + 1];
                case "--part" -> part = arguments[i + 1];
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        var folder = Files.createTempDirectory("service");
        try {
            var bench = new ServiceThroughput(folder, Duration.ofSeconds(seconds), watchers);
            var ours = "gateway".equals(part) ? Double.NaN : bench.service();
            if (peer != null && !"service".equals(part)) {
                bench.gateway(peer, ours);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** How many submissions a second there were while no worker asked vendors. */
    private double service() throws Exception {
        var data = folder.resolve("data");
        String admin;
        double ours;
        var ids = new ConcurrentLinkedQueue<Owned>();
        try (var service = ServedProcess.start(data, "300m", VENDOR, ONE_DRAW)) {
            admin = service.key();
            Files.writeString(data.resolve("bench.key"), "known");
            open(service);
            submit(service, WARMING, ids, CONNECTIONS);
            var many = submit(service, duration, ids, CONNECTIONS);
            ours = many.perSecond();
            System.out.printf("submissions, %d accounts: %s%n", ACCOUNTS, many);
            System.out.printf("submissions, one account alone: %s%n", alone(service, ids));
            read(service, WARMING.dividedBy(2), List.copyOf(ids));
            System.out.printf("status reads: %s%n", read(service, duration, List.copyOf(ids)));
            watch(service);
            var before = ids.size();
            var load = Thread.ofPlatform().start(() -> {
                try {
                    submit(service, duration, ids, CONNECTIONS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Thread.sleep(duration.toMillis() / 2);
            service.kill();
            load.join();
            System.out.printf("killed with its database after %d more were answered%n", ids.size() - before);
        }
        try (var service = ServedProcess.start(data, "300m", VENDOR, ONE_DRAW).withKey(admin)) {
            System.out.printf("of %d that were answered, lost: %d%n", ids.size(), lost(service, List.copyOf(ids)));
        }
        return ours;
    }

    /** Submissions beside those of LiteLLM's proxy, which are a vendor's as well once they are answered; ours are on disk. */
    private void gateway(String peer, double alone) throws Exception {
        var theirs = LiteLlm.submissions(peer, duration, CONNECTIONS);
        System.out.printf(
                "LiteLLM's proxy: %s; submissions were %.1f times that%n", theirs, alone / theirs.perSecond());
        keys.clear();
        try (var fake = FakeProcess.start(600, 1314)) {
            var vendor = Map.of(
                    "SHOTWRIGHT_ARK_ADDRESS",
                    fake.address().toString(),
                    "ARK_API_KEY",
                    fake.keys().getFirst());
            var data = folder.resolve("gateway");
            try (var service = ServedProcess.start(data, "1g", vendor, "--workers", "1", "--hosted", "20000")) {
                open(service);
                var ids = new ConcurrentLinkedQueue<Owned>();
                submit(service, WARMING, ids, FEW);
                var before = tickets(data);
                submit(service, duration, ids, FEW);
                var acknowledged = (tickets(data) - before) / (double) duration.toSeconds();
                System.out.printf(
                        "acknowledged by a vendor: %.0f/s, %.1f times that%n",
                        acknowledged, acknowledged / theirs.perSecond());
                submit(service, WARMING.dividedBy(4), ids, CONNECTIONS);
                var ours = submit(service, duration, ids, CONNECTIONS);
                System.out.printf(
                        "submissions beside a worker that asks the vendor: %s, %.1f times that%n",
                        ours, ours.perSecond() / theirs.perSecond());
            }
        }
    }

    /** How many draws have a vendor's ticket on disk, by the database of a data folder. */
    private static long tickets(Path data) throws IOException, SQLException {
        var postgres = data.resolve("postgres");
        var address = "jdbc:postgresql://127.0.0.1:%s/shotwright".formatted(text(postgres.resolve("port")));
        try (var connection = DriverManager.getConnection(address, "shotwright", text(postgres.resolve("password")));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from attempt where ticket is not null")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private void open(ServedProcess service) {
        for (int i = 0; i < ACCOUNTS; i++) {
            var account = service.admin(
                            "POST",
                            "/admin/accounts",
                            "{\"name\":\"tenant-%d\",\"currency\":\"CNY\",\"zone\":\"UTC\",\"weight\":1,\"maxRunning\":1000,\"maxQueued\":100000000,\"least\":0,\"pool\":\"each-key\",\"invitations\":[]}"
                                    .formatted(i))
                    .path("id")
                    .asString();
            service.admin("POST", "/admin/accounts/" + account + "/credit", "{\"amount\":\"1000000000 CNY\"}");
            service.admin(
                    "PUT",
                    "/admin/accounts/" + account + "/quotas",
                    "{\"model\":\"*\",\"limit\":{\"tokensPerMinute\":1000000000000}}");
            keys.add(service.admin(
                            "POST",
                            "/admin/accounts/" + account + "/keys",
                            "{\"name\":\"load\",\"scopes\":[\"submit\",\"read\"]}")
                    .path("text")
                    .asString());
        }
    }

    private HttpLoad.Result submit(
            ServedProcess service, Duration time, ConcurrentLinkedQueue<Owned> ids, int connections)
            throws InterruptedException {
        return HttpLoad.run(service.port(), connections, time, new Submitting(keys, requests(keys), ids));
    }

    private HttpLoad.Result alone(ServedProcess service, ConcurrentLinkedQueue<Owned> ids) throws InterruptedException {
        var one = List.of(keys.getFirst());
        return HttpLoad.run(service.port(), CONNECTIONS, duration, new Submitting(one, requests(one), ids));
    }

    private static List<byte[]> requests(List<String> keys) {
        return keys.stream()
                .map(key -> HttpLoad.request("POST", "/api/v1/videos", key, BODY))
                .toList();
    }

    /** Each connection goes round the accounts, each from another one on. */
    private record Submitting(List<String> keys, List<byte[]> requests, ConcurrentLinkedQueue<Owned> ids)
            implements HttpLoad.Question {
        private int account(int connection, long number) {
            return (int) ((connection * 3L + number) % keys.size());
        }

        @Override
        public byte[] ask(int connection, long number) {
            return requests.get(account(connection, number));
        }

        @Override
        public boolean heard(int connection, long number, int status, byte[] body) {
            var id = ID.matcher(new String(body, StandardCharsets.UTF_8));
            if (status != 202 || !id.find()) {
                return false;
            }
            ids.add(new Owned(id.group(1), keys.get(account(connection, number))));
            return true;
        }
    }

    private HttpLoad.Result read(ServedProcess service, Duration time, List<Owned> ids) throws InterruptedException {
        return HttpLoad.run(service.port(), CONNECTIONS, time, new HttpLoad.Question() {
            @Override
            public byte[] ask(int connection, long number) {
                return question(ids.get((int) ((connection + number * CONNECTIONS) % ids.size())));
            }

            @Override
            public boolean heard(int connection, long number, int status, byte[] body) {
                return status == 200;
            }
        });
    }

    private static byte[] question(Owned job) {
        return HttpLoad.request("GET", "/api/v1/videos/" + job.id(), job.key(), "");
    }

    private static long lost(ServedProcess service, List<Owned> jobs) throws InterruptedException {
        var found = new LongAdder();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var job : jobs) {
                threads.execute(() -> {
                    if (HttpLoad.once(service.port(), question(job)).status() == 200) {
                        found.increment();
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
        return jobs.size() - found.sum();
    }

    /** Thousands watch one clip being drawn; how late each hears of its end. */
    private void watch(ServedProcess service) throws Exception {
        var submitted =
                HttpLoad.once(service.port(), HttpLoad.request("POST", "/api/v1/videos", keys.getFirst(), DRAWN));
        var found = ID.matcher(new String(submitted.body(), StandardCharsets.UTF_8));
        if (!found.find()) {
            throw new IllegalStateException(new String(submitted.body(), StandardCharsets.UTF_8));
        }
        var id = found.group(1);
        var late = new AtomicReferenceArray<@Nullable Duration>(watchers);
        var open = new CountDownLatch(watchers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < watchers; i++) {
                int watcher = i;
                threads.execute(() -> late.set(watcher, hear(service.port(), id, open)));
            }
        }
        var all = new ArrayList<Duration>();
        for (int i = 0; i < watchers; i++) {
            var one = late.get(i);
            if (one != null) {
                all.add(one);
            }
        }
        all.sort(Comparator.naturalOrder());
        System.out.printf(
                "%d of %d watchers heard of the end, the last %d ms after it, in a heap of 300 MB%n",
                all.size(), watchers, all.isEmpty() ? -1 : all.getLast().toMillis());
    }

    private @Nullable Duration hear(int port, String id, CountDownLatch open) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream()
                    .write(HttpLoad.request("GET", "/api/v1/videos/" + id + "/events", keys.getFirst(), ""));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512);
            open.countDown();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var ended = ENDED.matcher(line);
                if (ended.find()) {
                    return Duration.between(Instant.parse(ended.group(1)), Instant.now());
                }
            }
        } catch (IOException e) {
            open.countDown();
        }
        return null;
    }
}
