package dev.shotwright.engine.wan;

import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.tensor.Device;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a model is run here, which changes nothing of what it draws but the last digits.
 *
 * @param device where it is computed
 * @param memory how much of it the run may take
 * @param cache where encoded prompts are kept; null for nowhere
 * @param latents where the latents are kept before they are decoded; null for nowhere
 */
public record LocalOptions(
        Machine machine,
        Precision precision,
        Device device,
        ByteSize memory,
        @Nullable Path cache,
        @Nullable Path latents) {
    public LocalOptions {
        device.required("--device");
    }
}
