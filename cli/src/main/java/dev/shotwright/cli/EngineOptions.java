package dev.shotwright.cli;

import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.AvailableMemory;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.tensor.Device;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The words of the command line for models that are computed on this machine. */
@CommandLine.Command(optionListHeading = "Models computed on this machine:")
final class EngineOptions {
    @Option(names = "--checkpoint", paramLabel = "DIR|FILE", description = "Weights at hand, instead of --model.")
    @Nullable
    String checkpoint;

    @Option(
            names = "--text-encoder",
            paramLabel = "FILE",
            description = "Beside a single file; so --vae, --tokenizer, --image-encoder.")
    private @Nullable String textEncoder;

    @Option(names = "--vae", paramLabel = "FILE", hidden = true)
    private @Nullable String vae;

    @Option(names = "--tokenizer", paramLabel = "FILE", hidden = true)
    private @Nullable String tokenizer;

    @Option(names = "--image-encoder", paramLabel = "FILE", hidden = true)
    private @Nullable String imageEncoder;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of the sampler; fewer are faster.")
    private @Nullable String steps;

    @Option(
            names = "--guidance",
            paramLabel = "G",
            description = "How strongly the prompt is followed; 1 for once a step.")
    private @Nullable String guidance;

    @Option(names = "--shift", paramLabel = "F", description = "How far the steps lean towards noise.")
    private @Nullable String shift;

    @Option(names = "--sampler", paramLabel = "NAME", description = "unipc or euler.")
    private @Nullable String sampler;

    @Option(names = "--precision", paramLabel = "NAME", description = "fp32, bf16 or auto.")
    private @Nullable String precision;

    @Option(names = "--device", paramLabel = "NAME", description = "cpu or cuda; cpu if not given.")
    private @Nullable String device;

    @Option(names = "--memory", paramLabel = "SIZE", description = "What the run may take: 8G; default: what is free.")
    private @Nullable String memory;

    @Option(names = "--save-latents", paramLabel = "FILE", description = "Keep the latents, as safetensors.")
    private @Nullable String latents;

    Overrides overrides(Surroundings surroundings) {
        return new Overrides(
                file(surroundings, textEncoder),
                file(surroundings, vae),
                file(surroundings, tokenizer),
                file(surroundings, imageEncoder));
    }

    @Nullable
    Path latents(Surroundings surroundings) {
        return file(surroundings, latents);
    }

    Precision precision() {
        return precision == null ? Precision.AUTO : Spelled.parse(Precision.class, "--precision", precision);
    }

    /** @throws ShotwrightException if this machine, or this build, does not have it */
    Device device() {
        return device == null
                ? Device.CPU
                : Spelled.parse(Device.class, "--device", device).required("--device");
    }

    ByteSize memory() {
        return memory == null ? AvailableMemory.now() : ByteSize.parse("--memory", memory);
    }

    /** The request with what is said here of its sampling. */
    VideoRequest told(VideoRequest request) {
        var options = new LinkedHashMap<String, Object>(request.options());
        number("steps", steps, options);
        number("guidance", guidance, options);
        number("shift", shift, options);
        if (sampler != null) {
            options.put("sampler", sampler);
        }
        return request.toBuilder().options(options).build();
    }

    private static void number(String name, @Nullable String given, Map<String, Object> options) {
        if (given != null) {
            try {
                options.put(name, new BigDecimal(given));
            } catch (NumberFormatException e) {
                throw ShotwrightException.invalid("--" + name, "'" + given + "'", "a number");
            }
        }
    }

    private static @Nullable Path file(Surroundings surroundings, @Nullable String name) {
        return name == null ? null : surroundings.file(name);
    }
}
