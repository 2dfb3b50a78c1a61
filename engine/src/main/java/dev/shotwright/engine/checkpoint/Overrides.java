package dev.shotwright.engine.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Parts that the user names beside a checkpoint, which win over those that the checkpoint has.
 *
 * @param textEncoder a folder or a safetensors file
 * @param vae a folder or a safetensors file
 * @param tokenizer a folder or a {@code tokenizer.json}
 * @param imageEncoder a folder or a safetensors file
 */
public record Overrides(
        @Nullable Path textEncoder,
        @Nullable Path vae,
        @Nullable Path tokenizer,
        @Nullable Path imageEncoder) {
    public static final Overrides NONE = new Overrides(null, null, null, null);
}
