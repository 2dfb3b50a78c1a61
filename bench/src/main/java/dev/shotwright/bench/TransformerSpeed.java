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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One forward of the 1.3B transformer on weights of zeros in bf16, beside diffusers on the same machine in the same run:
 * {@code TransformerSpeed [--peer PYTHON] [--repeats N] [WIDTHxHEIGHTxFRAMES]...}.
 */
public final class TransformerSpeed {
    private static final WanConfig CONFIG = BlankWan.SMALL;
    private static final Arithmetic ARITHMETIC = Arithmetic.F32;

    private TransformerSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.of(arguments, "320x192x17", "480x272x33");
        var file = Files.createTempFile("blank", ".safetensors");
        try {
            BlankCheckpoint.write(file, Weights.forms(DataType.BF16, w -> new WanTransformer(w, CONFIG, ARITHMETIC)));
            load(file);
            System.out.println(
                    "| clip | tokens | ours, s | GFLOP/s | peak, MB | diffusers fp32, s | its peak, MB | ratio |");
            System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
            for (var clip : options.works()) {
                measure(file, Clip.of(clip), options);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void load(Path file) throws IOException {
        long start = System.nanoTime();
        try (var _ = Scope.open();
                var source = Safetensors.open(file);
                var _ = WanTransformer.load(source, Residency.mapped(), CONFIG, ARITHMETIC)) {
            double load = (System.nanoTime() - start) / 1e9;
            double all = (System.currentTimeMillis()
                            - ManagementFactory.getRuntimeMXBean().getStartTime())
                    / 1e3;
            System.out.printf(
                    "Mapped and ready for its first step in %s s, %s s after the virtual machine began.%n%n",
                    Options.cell(load), Options.cell(all));
        }
    }

    private static void measure(Path file, Clip clip, Options options) throws IOException, InterruptedException {
        double ours = Double.NaN;
        long megabytes = 0;
        try (var footprint = Footprint.of(ProcessHandle.current().pid());
                var _ = Scope.open();
                var random = RandomStream.of(1);
                var source = Safetensors.open(file);
                var loaded = WanTransformer.load(source, Residency.mapped(), CONFIG, ARITHMETIC);
                var prompt = loaded.model().prompt(random.normal(1, 100, 4096), null)) {
            var latents = random.normal(1, CONFIG.inChannels(), clip.f(), clip.h(), clip.w());
            ours = options.best(() -> Scope.run(() -> loaded.model().forward(latents, new double[] {500}, prompt)));
            megabytes = footprint.megabytes();
        }
        var python = options.peer();
        var theirs = python == null
                ? new Peer(Double.NaN, 0)
                : Peer.run(python, "wan_transformer.py", "fp32", clip.latents(), options.repeats());
        System.out.printf(
                "| %s | %d | %s | %.0f | %d | %s | %d | %s |%n",
                clip.word(),
                clip.tokens(),
                Options.cell(ours),
                CONFIG.operations(clip.tokens(), 101) / ours / 1e9,
                megabytes,
                Options.cell(theirs.seconds()),
                theirs.megabytes(),
                Options.cell(ours / theirs.seconds()));
    }
}
