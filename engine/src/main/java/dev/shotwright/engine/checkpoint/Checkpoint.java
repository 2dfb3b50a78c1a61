package dev.shotwright.engine.checkpoint;

import dev.shotwright.models.Configuration;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which files a Wan 2.1 model is made of.
 *
 * @param transformer the diffusion transformer
 * @param vae the video autoencoder
 * @param textEncoder the text encoder
 * @param tokenizer the folder of {@code tokenizer.json}, or the file
 * @param imageEncoder the picture encoder of image to video; null where there is none
 * @param imageProcessor its {@code preprocessor_config.json}; null where there is none
 * @param sampler how it is sampled
 */
public record Checkpoint(
        Part transformer,
        Part vae,
        Part textEncoder,
        Path tokenizer,
        @Nullable Part imageEncoder,
        @Nullable Path imageProcessor,
        SamplerSettings sampler) {

    /**
     * Weights and the dimensions that belong to them.
     *
     * @param weights a safetensors file, or a folder of them
     * @param config null where the file came without: dimensions are read off the tensors
     */
    public record Part(Path weights, @Nullable Path config) {

        /** The configuration, or null where there is none. */
        public @Nullable Configuration configuration() {
            return config == null ? null : Configuration.read(config);
        }
    }

    /**
     * Finds a model's files.
     *
     * @param at a folder in the layout of diffusers, or a transformer's single file, to which the text encoder, the
     *     tokenizer and the autoencoder are named beside it
     */
    public static Checkpoint open(Path at, Overrides given) {
        if (!Files.exists(at)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, "--checkpoint", "--checkpoint is %s, which does not exist".formatted(at));
        }
        boolean folder = Files.isDirectory(at);
        if (folder && !Files.isDirectory(at.resolve("transformer"))) {
            throw ShotwrightException.invalid(
                    "--checkpoint",
                    at,
                    "a folder with transformer/, vae/, text_encoder/ and tokenizer/, or a transformer's safetensors"
                            + " file");
        }
        var scheduler = at.resolve("scheduler").resolve("scheduler_config.json");
        var vision = at.resolve("image_encoder");
        return new Checkpoint(
                folder ? part(at.resolve("transformer")) : part(at),
                part(named("--vae", given.vae(), at, folder, "vae")),
                part(named("--text-encoder", given.textEncoder(), at, folder, "text_encoder")),
                named("--tokenizer", given.tokenizer(), at, folder, "tokenizer"),
                folder && Files.isDirectory(vision) ? part(vision) : null,
                folder && Files.isDirectory(vision)
                        ? existing("--checkpoint", at.resolve("image_processor").resolve("preprocessor_config.json"))
                        : null,
                folder && Files.exists(scheduler)
                        ? SamplerSettings.read(Configuration.read(scheduler))
                        : SamplerSettings.USUAL);
    }

    private static Path named(String option, @Nullable Path given, Path at, boolean folder, String part) {
        if (given != null) {
            return existing(option, given);
        }
        if (folder) {
            return existing("--checkpoint", at.resolve(part));
        }
        throw new ShotwrightException(
                ErrorCode.INVALID_VALUE,
                option,
                "%s is missing: %s is a transformer alone; name its %s".formatted(option, at, part.replace('_', ' ')));
    }

    private static Path existing(String option, Path path) {
        if (!Files.exists(path)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, option, "%s: %s does not exist".formatted(option, path));
        }
        return path;
    }

    private static Part part(Path weights) {
        var beside =
                Files.isDirectory(weights) ? weights : weights.toAbsolutePath().getParent();
        var config = beside == null ? null : beside.resolve("config.json");
        return new Part(weights, config != null && Files.exists(config) ? config : null);
    }
}
