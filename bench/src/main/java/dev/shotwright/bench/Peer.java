package dev.shotwright.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reference implementation took for the same work on the same machine in the same run.
 *
 * @param seconds the best of its repeats
 * @param megabytes of its own memory at the peak
 */
record Peer(double seconds, long megabytes) {
    /**
     * Runs a program of {@code bench/peers}, which prints the seconds of each repeat on a line.
     *
     * @param python an interpreter with the packages of {@code fixtures/requirements.txt}
     */
    static Peer run(String python, String program, Object... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(python, "bench/peers/" + program));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var footprint = Footprint.of(process.pid())) {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("the peer failed: " + String.join(" ", command));
            }
            double best = output.lines().mapToDouble(Double::parseDouble).min().orElseThrow();
            return new Peer(best, footprint.megabytes());
        }
    }
}
