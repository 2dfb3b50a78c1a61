package dev.shotwright.bench;

import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.models.wan.WanTransformer;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One forward of the 1.3B transformer on weights of zeros in bf16, beside diffusers on the same machine in the same run:
 * {@code TransformerSpeed [--peer PYTHON] [--repeats N] [--products f32|bf16] [WIDTHxHEIGHTxFRAMES]...}.
 */
public final class TransformerSpeed {
    private static final WanConfig CONFIG = BlankWan.SMALL;
    private static final Pattern PEAK = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");

    private TransformerSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        @Nullable String peer = null;
        int repeats = 2;
        var arithmetic = Arithmetic.F32;
        var sizes = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--peer" -> peer = arguments[++i];
                case "--repeats" -> repeats = Integer.parseInt(arguments[++i]);
                case "--products" ->
                    arithmetic = Arithmetic.all(DataType.valueOf(arguments[++i].toUpperCase(Locale.ROOT)));
                default -> sizes.add(arguments[i]);
            }
        }
        var file = Files.createTempFile("blank", ".safetensors");
        var shown = arithmetic;
        try {
            BlankCheckpoint.write(
                    file, Weights.forms(DataType.BF16, w -> new WanTransformer(w, CONFIG, Arithmetic.F32)));
            System.out.println("| clip | tokens | ours, s | GFLOP/s | diffusers fp32, s | ratio | anonymous memory |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (var size : sizes.isEmpty() ? List.of("320x192x17", "480x272x33") : sizes) {
                measure(file, size, repeats, peer, shown);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(Path file, String size, int repeats, @Nullable String peer, Arithmetic arithmetic)
            throws IOException, InterruptedException {
        var parts = size.split("x", -1);
        int w = Integer.parseInt(parts[0]) / 8;
        int h = Integer.parseInt(parts[1]) / 8;
        int f = (Integer.parseInt(parts[2]) - 1) / 4 + 1;
        long tokens = (long) f * (h / 2) * (w / 2);
        double best = Double.MAX_VALUE;
        try (var _ = Scope.open();
                var random = RandomStream.of(1);
                var source = Safetensors.open(file);
                var loaded = WanTransformer.load(source, Residency.mapped(), CONFIG, arithmetic);
                var prompt = loaded.model().prompt(random.normal(1, 100, 4096), null)) {
            var latents = random.normal(1, 16, f, h, w);
            for (int i = 0; i < repeats; i++) {
                long start = System.nanoTime();
                Scope.run(() -> loaded.model()
                        .forward(latents, new double[] {500}, prompt)
                        .close());
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
            }
        }
        double theirs = peer == null ? Double.NaN : peer(peer, "%dx%dx%d".formatted(f, h, w), repeats);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.0f | %s | %s | %d MB |%n",
                size,
                tokens,
                best,
                CONFIG.operations(tokens, 101) / best / 1e9,
                peer == null ? "-" : "%.1f".formatted(theirs),
                peer == null ? "-" : "%.2f".formatted(best / theirs),
                anonymous());
    }

    private static double peer(String python, String latents, int repeats) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        python, "bench/peers/wan_transformer.py", "fp32", latents, Integer.toString(repeats))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the peer failed");
        }
        return output.lines().mapToDouble(Double::parseDouble).min().orElseThrow();
    }

    private static long anonymous() throws IOException {
        var match = PEAK.matcher(Files.readString(Path.of("/proc/self/status")));
        return match.find() ? Long.parseLong(match.group(1)) >> 10 : 0;
    }
}
