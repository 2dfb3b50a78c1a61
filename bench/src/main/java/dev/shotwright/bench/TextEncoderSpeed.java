package dev.shotwright.bench;

import dev.shotwright.models.umt5.Umt5Configuration;
import dev.shotwright.models.umt5.Umt5Encoder;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/**
 * UMT5-XXL on weights of zeros in bf16, streamed from a file that the system holds in memory, beside transformers on the same
 * machine in the same run: {@code TextEncoderSpeed [--peer PYTHON] [--repeats N] [TOKENS]...}.
 */
public final class TextEncoderSpeed {
    private static final Umt5Configuration CONFIG = Umt5Configuration.XXL;

    private TextEncoderSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.of(arguments, "512", "100");
        var file = Files.createTempFile("blank", ".safetensors");
        try {
            BlankCheckpoint.write(file, Weights.forms(DataType.BF16, w -> new Umt5Encoder(w, CONFIG, Arithmetic.F32)));
            System.out.println("| tokens | ours, s | peak, MB | transformers fp32, s (6 of 24 layers, × 4) | ratio |");
            System.out.println("|---:|---:|---:|---:|---:|");
            for (var tokens : options.works()) {
                measure(file, Integer.parseInt(tokens), options);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(Path file, int tokens, Options options) throws IOException, InterruptedException {
        double ours = Double.NaN;
        long megabytes = 0;
        try (var footprint = Footprint.of(ProcessHandle.current().pid());
                var source = Safetensors.open(file);
                var loaded = Umt5Encoder.load(source, Residency.streamed(), CONFIG, Arithmetic.F32)) {
            var prompt = LongStream.rangeClosed(1, tokens).toArray();
            ours = options.best(() -> Scope.run(() -> loaded.model().encode(List.of(prompt), tokens)));
            megabytes = footprint.megabytes();
        }
        var python = options.peer();
        double theirs = python == null
                ? Double.NaN
                : Peer.run(python, "umt5_encoder.py", "fp32", tokens, options.repeats())
                        .seconds();
        System.out.printf(
                "| %d | %s | %d | %s | %s |%n",
                tokens, Options.cell(ours), megabytes, Options.cell(theirs), Options.cell(ours / theirs));
    }
}
