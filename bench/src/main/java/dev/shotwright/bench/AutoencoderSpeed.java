package dev.shotwright.bench;

import dev.shotwright.models.wan.WanVae;
import dev.shotwright.models.wan.WanVaeConfig;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Decoding by the VAE of Wan 2.1 on weights of zeros, beside diffusers on the same machine in the same run: {@code
 * AutoencoderSpeed [--peer PYTHON] [--repeats N] [WIDTHxHEIGHTxFRAMES]...}.
 */
public final class AutoencoderSpeed {
    private static final WanVaeConfig CONFIG = WanVaeConfig.wan21();

    private AutoencoderSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var options = Options.of(arguments, "320x192x17");
        var file = Files.createTempFile("blank", ".safetensors");
        try {
            BlankCheckpoint.write(file, WanVae.forms(DataType.F32, CONFIG));
            System.out.println("| clip | ours, s | peak, MB | diffusers fp32, s | its peak, MB | ratio |");
            System.out.println("|---|---:|---:|---:|---:|---:|");
            for (var clip : options.works()) {
                measure(file, Clip.of(clip), options);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void measure(Path file, Clip clip, Options options) throws IOException, InterruptedException {
        double ours = Double.NaN;
        long megabytes = 0;
        try (var footprint = Footprint.of(ProcessHandle.current().pid());
                var _ = Scope.open();
                var random = RandomStream.of(1);
                var source = Safetensors.open(file);
                var loaded = WanVae.load(source, CONFIG, Arithmetic.F32, Set.of(WanVae.Half.DECODER))) {
            var latents = random.normal(1, CONFIG.zDim(), clip.f(), clip.h(), clip.w());
            ours = options.best(() -> loaded.model().decode(latents, null, _ -> {}));
            megabytes = footprint.megabytes();
        }
        var python = options.peer();
        var theirs = python == null
                ? new Peer(Double.NaN, 0)
                : Peer.run(python, "wan_autoencoder.py", clip.latents(), options.repeats());
        System.out.printf(
                "| %s | %s | %d | %s | %d | %s |%n",
                clip.word(),
                Options.cell(ours),
                megabytes,
                Options.cell(theirs.seconds()),
                theirs.megabytes(),
                Options.cell(ours / theirs.seconds()));
    }
}
