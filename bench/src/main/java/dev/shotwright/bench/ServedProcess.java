package dev.shotwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code shotwright serve} in a process of its own, with its database and workers, and the administrator's way to it. */
final class ServedProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Shotwright serves at (http\\S+),.*");
    private static final Pattern KEY = Pattern.compile(".*shown this once: (\\S+)");

    private final Process process;
    private final int port;
    private @Nullable String key;

    private ServedProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a service over a data folder, and waits until it listens.
     *
     * @param heap of the server, such as {@code 300m}
     */
    static ServedProcess start(Path data, String heap, Map<String, String> environment, String... options)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shotwright.cli.Shotwright",
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        ServedProcess served = null;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var address = ADDRESS.matcher(line);
            if (address.matches()) {
                served = new ServedProcess(process, URI.create(address.group(1)).getPort());
            }
            var key = KEY.matcher(line);
            if (served != null && key.matches()) {
                served.key = key.group(1);
            }
            if (served != null && line.contains("Ctrl-C")) {
                break;
            }
            if (served != null && (served.key != null || key(data))) {
                break;
            }
        }
        if (served == null) {
            throw new IOException("the service did not start; see its log beside " + data);
        }
        Thread.ofVirtual().start(() -> drain(process));
        return served;
    }

    /** Whether the folder has had a service before, which tells no key. */
    private static boolean key(Path data) {
        return data.resolve("bench.key").toFile().exists();
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            Thread.currentThread().interrupt(); // the process has ended
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    String key() {
        return Objects.requireNonNull(key, "the administrator's key was shown at the first start");
    }

    ServedProcess withKey(String known) {
        this.key = known;
        return this;
    }

    /** Asks as the administrator. */
    JsonNode admin(String method, String path, String body) {
        var answer = HttpLoad.once(port, HttpLoad.request(method, "/api/v1" + path, key(), body));
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("%s %s: %d %s"
                    .formatted(method, path, answer.status(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body().length == 0
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    /** Kills the server, its database and its workers at once, as a machine that loses its power does. */
    void kill() throws InterruptedException {
        var all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (var one : all) {
            one.onExit().join();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
