package dev.shotwright.bench;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.jobs.database.EmbeddedPostgres;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.vocabulary.ShotwrightException;
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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The processes of a service, which are killed and started again, each with a clock of its own. */
final class ChaosField implements AutoCloseable {
    static final String POSTGRES = "postgres";

    private static final String OWNER = "server-1";
    private static final String SETTINGS = "pollEvery: 0.5\ngrace: 5\n";
    private static final long BETWEEN_LOOKS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** By how many minutes clocks are wrong; the owner of the database has the database's. */
    private static final Map<String, Integer> ASTRAY =
            Map.of(OWNER, 0, "server-2", 7, "worker-1", -6, "worker-2", 4, "worker-3", 0);

    private final Path folder;
    private final FakeArk fake;
    private final Map<String, Player> players = new ConcurrentSkipListMap<>();
    private final Map<String, URI> addresses = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable DatabaseAddress database;
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

    ChaosField(Path folder, FakeArk fake) {
        this.folder = folder;
        this.fake = fake;
        KeyFile.at(folder.resolve("link.key"), new SecureRandom());
        Vault.open(folder.resolve("vendor.key"));
    }

    /** Starts the server that has the database, then all the others, and waits until both servers answer. */
    void begin(Duration time, int workers) throws IOException, InterruptedException {
        server(OWNER);
        await(time);
        database = EmbeddedPostgres.running(folder.resolve(OWNER).resolve(POSTGRES));
        server("server-2");
        for (var i = 1; i <= workers; i++) {
            var name = "worker-" + i;
            begin(name, List.of("worker", "--name", name, "--previz", "1", "--hosted", "2"));
        }
        await(time);
    }

    private void server(String name) throws IOException {
        var port = freePort();
        addresses.put(name, URI.create("http://127.0.0.1:" + port));
        begin(name, List.of("serve", "--workers", "0", "--port", String.valueOf(port)));
    }

    DatabaseAddress database() {
        return Objects.requireNonNull(database);
    }

    List<URI> addresses() {
        return List.copyOf(addresses.values());
    }

    /** Whom one can kill. */
    List<String> names() {
        var names = new ArrayList<>(players.keySet());
        names.add(POSTGRES);
        return names;
    }

    private void begin(String name, List<String> command) throws IOException {
        var data = Files.createDirectories(folder.resolve(name));
        Files.writeString(data.resolve("service.yaml"), SETTINGS);
        for (var key : List.of("link.key", "vendor.key")) {
            Files.createLink(data.resolve(key), folder.resolve(key));
        }
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        var minutes = Objects.requireNonNull(ASTRAY.get(name));
        words.addAll(
                minutes == 0
                        ? List.of("dev.shotwright.cli.Shotwright")
                        : List.of(Astray.class.getName(), minutes.toString()));
        words.addAll(command);
        words.addAll(List.of(
                "--data", data.toString(), "--media", folder.resolve("media").toString()));
        var player = new Player(words, start(name, words));
        players.put(name, player);
        Thread.ofVirtual().name("keep " + name).start(() -> keep(name, player));
    }

    private Process start(String name, List<String> words) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        var environment = builder.environment();
        environment.put("SHOTWRIGHT_HOME", folder.resolve("home").toString());
        if (!name.equals(OWNER)) {
            environment.put("SHOTWRIGHT_DATABASE", database().url());
            environment.put(
                    "SHOTWRIGHT_DATABASE_USER", String.valueOf(database().user()));
            environment.put(
                    "SHOTWRIGHT_DATABASE_PASSWORD", String.valueOf(database().password()));
        }
        environment.put("SHOTWRIGHT_ARK_ADDRESS", fake.address().toString());
        environment.put("ARK_API_KEY", fake.keys().getFirst());
        return builder.start();
    }

    private void keep(String name, Player player) {
        while (!closing) {
            try {
                player.process.waitFor();
                Thread.sleep(Duration.ofSeconds(1));
                if (!closing) {
                    player.process = start(name, player.words);
                }
            } catch (IOException e) {
                throw new IllegalStateException(name + " does not start", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends one without a word. A postmaster's children end with it; whoever has the database starts it again. */
    void kill(String name) throws IOException {
        if (name.equals(POSTGRES)) {
            postmaster(Files.exists(pidFile()) ? Files.readString(pidFile()) : "");
        } else {
            Objects.requireNonNull(players.get(name)).process.destroyForcibly();
        }
    }

    private Path pidFile() {
        return folder.resolve(OWNER).resolve(POSTGRES).resolve("data").resolve("postmaster.pid");
    }

    private static void postmaster(String file) {
        file.lines()
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Waits until all servers answer. */
    void await(Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        for (var address : addresses()) {
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
            var request = HttpRequest.newBuilder(address.resolve("/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Kills all but the owner of the database, tells that one to stop, and tells what did not go as it should. */
    List<String> stop() throws InterruptedException {
        closing = true;
        var faults = new ArrayList<String>();
        players.forEach((name, player) -> {
            if (!name.equals(OWNER)) {
                player.process.destroyForcibly();
            }
        });
        var owner = Objects.requireNonNull(players.get(OWNER)).process;
        owner.destroy();
        if (!owner.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            faults.add(OWNER + " was told to stop, and goes on");
        } else if (owner.exitValue() != 0) {
            faults.add(OWNER + " was told to stop, and ended with " + owner.exitValue());
        }
        if (Files.exists(pidFile())) {
            faults.add("the database goes on although its owner has ended");
        }
        return faults;
    }

    @Override
    public void close() {
        closing = true;
        players.values().forEach(player -> player.process.destroyForcibly());
        players.values().forEach(player -> player.process.onExit().join());
        http.shutdownNow();
        if (Files.exists(pidFile())) {
            try (var left = EmbeddedPostgres.start(folder.resolve(OWNER).resolve(POSTGRES))) {
                Objects.requireNonNull(left);
            } catch (ShotwrightException e) {
                System.err.println("the database is left running: " + e.getMessage());
            }
        }
    }
}
