package dev.shotwright.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/**
 * The service as a user starts it, in a process of its own.
 *
 * @param folder its data are in {@code data} there, what it says in {@code log}
 */
@NullMarked
record RunningService(Path folder, Process process, BufferedReader out, String address, String key)
        implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");
    private static final Pattern KEY = Pattern.compile("sw_\\w+");

    /** Starts one that has not been started in this folder, and reads its address and key. */
    static RunningService start(Path folder) throws IOException {
        var process = process(folder);
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new RunningService(folder, process, out, found(ADDRESS, out, folder), found(KEY, out, folder));
    }

    private static String found(Pattern pattern, BufferedReader out, Path folder) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            var found = pattern.matcher(line);
            if (found.find()) {
                return found.group();
            }
        }
        throw new AssertionError("the service has ended: " + told(folder));
    }

    static Process process(Path folder, String... more) throws IOException {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Shotwright.class.getName(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--workers",
                "1"));
        words.addAll(List.of(more));
        if (!words.contains("--port")) {
            words.addAll(List.of("--port", "0"));
        }
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "SHOTWRIGHT_HOME",
                        folder.toString(),
                        "AWS_ACCESS_KEY_ID",
                        "one",
                        "AWS_SECRET_ACCESS_KEY",
                        "two"));
        return builder.start();
    }

    String told() {
        return told(folder);
    }

    static String told(Path folder) {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        out.close();
    }
}
