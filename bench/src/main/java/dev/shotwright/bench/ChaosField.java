package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.jobs.storage.KeyFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The processes of a service that are killed and started again. */
final class ChaosField implements AutoCloseable {
    private static final String SETTINGS = "pollEvery: 0.5\ngrace: 5\n";
    private static final long BETWEEN_LOOKS = 200;

    private final Path folder;
    private final DatabaseAddress database;
    private final FakeArk fake;
    private final Map<String, Player> players = new ConcurrentHashMap<>();
    private final List<URI> addresses = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile boolean closing;

    /** A command that runs again whenever it has ended. */
    private static final class Player {
        final List<String> words;
        volatile Process process;

        Player(List<String> words, Process process) {
            this.words = words;
            this.process = process;
        }
    }

    ChaosField(Path folder, DatabaseAddress database, FakeArk fake) {
        this.folder = folder;
        this.database = database;
        this.fake = fake;
        KeyFile.at(folder.resolve("link.key"), new SecureRandom());
        Vault.open(folder.resolve("vendor.key"));
    }

    String server(String name) throws IOException {
        var port = freePort();
        addresses.add(URI.create("http://127.0.0.1:" + port));
        begin(name, List.of("serve", "--workers", "0", "--port", String.valueOf(port)));
        return name;
    }

    String worker(String name) throws IOException {
        begin(name, List.of("worker", "--name", name, "--previz", "1", "--hosted", "50"));
        return name;
    }

    List<URI> addresses() {
        return List.copyOf(addresses);
    }

    private void begin(String name, List<String> command) throws IOException {
        var data = Files.createDirectories(folder.resolve(name));
        Files.writeString(data.resolve("service.yaml"), SETTINGS);
        for (var key : List.of("link.key", "vendor.key")) {
            share(data.resolve(key));
        }
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shotwright.cli.Shotwright"));
        words.addAll(command);
        words.addAll(List.of(
                "--data", data.toString(), "--media", folder.resolve("media").toString()));
        var player = new Player(words, start(name, words));
        players.put(name, player);
        Thread.ofVirtual().name("keep " + name).start(() -> keep(name, player));
    }

    /** All processes of a service sign and seal with the same keys. */
    private void share(Path key) throws IOException {
        var first = folder.resolve(String.valueOf(key.getFileName()));
        if (Files.exists(first) && !Files.exists(key)) {
            Files.createLink(key, first);
        }
    }

    private Process start(String name, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        var environment = builder.environment();
        environment.put("SHOTWRIGHT_HOME", folder.resolve("home").toString());
        environment.put("SHOTWRIGHT_DATABASE", database.url());
        environment.put("SHOTWRIGHT_DATABASE_USER", String.valueOf(database.user()));
        environment.put("SHOTWRIGHT_DATABASE_PASSWORD", String.valueOf(database.password()));
        environment.put("SHOTWRIGHT_ARK_ADDRESS", fake.address().toString());
        environment.put("ARK_API_KEY", fake.keys().getFirst());
        return builder.start();
    }

    private void keep(String name, Player player) {
        while (!closing) {
            try {
                player.process.waitFor();
                if (closing) {
                    return;
                }
                Thread.sleep(Duration.ofSeconds(1));
                player.process = start(name, player.words);
            } catch (IOException e) {
                throw new IllegalStateException(name + " does not start", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void kill(String name) {
        var player = players.get(name);
        if (player != null) {
            player.process.destroyForcibly();
        }
    }

    /** Kills the postmaster; its children end with it, and the warden of the embedded database starts it again. */
    void killPostgres() throws IOException {
        try (var files = Files.walk(folder.resolve("postgres"), 3)) {
            for (var file :
                    files.filter(path -> path.endsWith("postmaster.pid")).toList()) {
                ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(file).getFirst().strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Waits until all servers answer. */
    void awaitServers(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        for (var address : addresses) {
            while (!answers(address)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(address + " does not answer; its log is in " + folder);
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private boolean answers(URI address) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/api/v1/models"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        closing = true;
        players.values().forEach(player -> player.process.destroy());
        for (var player : players.values()) {
            try {
                if (!player.process.waitFor(Duration.ofSeconds(20))) {
                    player.process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                player.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        http.shutdownNow();
    }
}
