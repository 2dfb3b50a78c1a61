package dev.shotwright.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fake vendor in a process of its own, as far from the measured one as a vendor is.
 *
 * @param keys the words that together open an account there
 */
record FakeProcess(Process process, URI address, List<String> keys) implements AutoCloseable {

    /**
     * Starts one, and waits until it serves.
     *
     * @param seconds how long a draw takes
     * @param bytes how large a clip is
     * @param vendor {@code openai}, or none for Ark
     */
    static FakeProcess start(int seconds, int bytes, String... vendor) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shotwright.fakes.ServeFake",
                String.valueOf(seconds),
                String.valueOf(bytes)));
        command.addAll(List.of(vendor));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var address = lines.readLine();
        var keys = lines.readLine();
        if (address == null || keys == null) {
            throw new IOException("the fake vendor did not start");
        }
        return new FakeProcess(process, URI.create(address), List.of(keys.split(" ", -1)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
