package dev.shotwright.models.clip;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * The dimensions of a CLIP vision encoder.
 *
 * @param width {@code hidden_size}
 * @param hidden {@code intermediate_size}: the width inside the feed-forward layers
 * @param layers {@code num_hidden_layers}
 * @param heads {@code num_attention_heads}
 * @param channels {@code num_channels} of the picture
 * @param picture {@code image_size}: the picture's height and width
 * @param patch {@code patch_size}: the height and width of a patch, one token
 * @param activation {@code hidden_act}
 * @param epsilon {@code layer_norm_eps}
 */
public record ClipVisionConfiguration(
        int width,
        int hidden,
        int layers,
        int heads,
        int channels,
        int picture,
        int patch,
        Activation activation,
        double epsilon) {
    private static final int HEAD = 80;

    /** What lies between the two linear layers of a feed-forward network. */
    public enum Activation {
        /** By the error function. */
        GELU("gelu"),
        /** {@code x · sigmoid(1.702 x)}. */
        QUICK_GELU("quick_gelu");

        private final String word;

        Activation(String word) {
            this.word = word;
        }
    }

    public ClipVisionConfiguration {
        if (heads < 1 || width % heads != 0) {
            throw ShotwrightException.invalid("num_attention_heads", heads, "a divisor of " + width);
        }
        if (patch < 1 || picture < patch) {
            throw ShotwrightException.invalid("patch_size", patch, "1 to " + picture);
        }
        if (layers < 2) {
            throw ShotwrightException.invalid("num_hidden_layers", layers, "2 or more");
        }
    }

    /** Reads {@code image_encoder/config.json}. */
    public static ClipVisionConfiguration of(Configuration config) {
        return new ClipVisionConfiguration(
                config.integer("hidden_size"),
                config.integer("intermediate_size"),
                config.integer("num_hidden_layers"),
                config.integer("num_attention_heads"),
                config.integer("num_channels", 3),
                config.integer("image_size"),
                config.integer("patch_size"),
                activation(config),
                config.number("layer_norm_eps", 1e-5));
    }

    /**
     * Reads the dimensions off the tensors of a file that came without a configuration, under either kind of names: a head has
     * 80 channels and the activation is GELU, as in the ViT-H of Wan 2.1.
     */
    public static ClipVisionConfiguration of(TensorSource source) {
        var named = ClipVisionEncoder.named(source);
        var patches = named.shape("vision_model.embeddings.patch_embedding.weight"); // (width, channels, patch, patch)
        var names = named.names();
        var original = "vision_model.embeddings.pos_embedding";
        var positions = names.contains(original)
                ? named.shape(original)[1]
                : named.shape("vision_model.embeddings.position_embedding.weight")[0];
        int layers = 0;
        while (names.contains("vision_model.encoder.layers." + layers + ".layer_norm1.weight")) {
            layers++;
        }
        int width = Math.toIntExact(patches[0]);
        if (width % HEAD != 0) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "--image-encoder",
                    "%s is %d wide; accepted without a config.json is a multiple of %d".formatted(source, width, HEAD));
        }
        int patch = Math.toIntExact(patches[2]);
        return new ClipVisionConfiguration(
                width,
                Math.toIntExact(named.shape("vision_model.encoder.layers.0.mlp.fc1.weight")[0]),
                layers,
                width / HEAD,
                Math.toIntExact(patches[1]),
                patch * (int) Math.round(Math.sqrt(positions - 1.0)),
                patch,
                Activation.GELU,
                1e-5);
    }

    private static Activation activation(Configuration config) {
        var word = config.word("hidden_act", "quick_gelu");
        for (var activation : Activation.values()) {
            if (activation.word.equals(word)) {
                return activation;
            }
        }
        throw new ShotwrightException(
                ErrorCode.UNSUPPORTED_FORMAT,
                "hidden_act",
                "%s: hidden_act is %s; accepted are gelu and quick_gelu".formatted(config, word));
    }

    /** How many tokens a picture gives: its patches and the class token. */
    public int tokens() {
        int side = picture / patch;
        return side * side + 1;
    }
}
