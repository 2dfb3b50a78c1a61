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
     * @param at a folder in the layout of diffusers or in the original one, or a transformer's single file, to which the text
     *     encoder, the tokenizer, the autoencoder and the picture encoder, if it takes one, are named beside it
     */
    public static Checkpoint open(Path at, Overrides given) {
        if (!Files.exists(at)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, "--checkpoint", "--checkpoint is %s, which does not exist".formatted(at));
        }
        var layout = Layout.of(at);
        var vision = given.imageEncoder() == null
                ? layout.imageEncoder()
                : Layout.existing("--image-encoder", given.imageEncoder());
        var scheduler = layout.scheduler();
        return new Checkpoint(
                part(layout.transformer(), "ffn_dim"),
                part(named(given.vae(), Layout.Piece.VAE, layout), "z_dim"),
                part(named(given.textEncoder(), Layout.Piece.TEXT_ENCODER, layout), "d_kv"),
                named(given.tokenizer(), Layout.Piece.TOKENIZER, layout),
                vision == null ? null : part(vision, "hidden_size"),
                vision == null ? null : processor(vision, layout),
                scheduler == null ? SamplerSettings.USUAL : SamplerSettings.read(Configuration.read(scheduler)));
    }

    private static Path named(@Nullable Path given, Layout.Piece piece, Layout layout) {
        return given == null ? layout.part(piece) : Layout.existing(piece.option, given);
    }

    private static @Nullable Path processor(Path vision, Layout layout) {
        var own = vision.resolve("preprocessor_config.json");
        return Files.exists(own) ? own : layout.imageProcessor();
    }

    /** Weights with the {@code config.json} in their folder; beside a file it may be another part's, without this field. */
    private static Part part(Path weights, String field) {
        if (Files.isDirectory(weights)) {
            var own = weights.resolve("config.json");
            return new Part(weights, Files.exists(own) ? own : null);
        }
        var beside = weights.toAbsolutePath().resolveSibling("config.json");
        boolean fits = Files.exists(beside) && Configuration.read(beside).has(field);
        return new Part(weights, fits ? beside : null);
    }
}
