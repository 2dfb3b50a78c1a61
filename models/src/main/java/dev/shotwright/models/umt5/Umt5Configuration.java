package dev.shotwright.models.umt5;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.RenamedSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * The dimensions of a UMT5 encoder.
 *
 * @param vocabulary {@code vocab_size}: how many token ids there are
 * @param width {@code d_model}
 * @param layers {@code num_layers}
 * @param heads {@code num_heads}
 * @param headWidth {@code d_kv}
 * @param hidden {@code d_ff}: the width inside the feed-forward layers
 * @param buckets {@code relative_attention_num_buckets}: how many classes of distance between two tokens there are
 * @param farthest {@code relative_attention_max_distance}: from this distance on all are one class
 * @param epsilon {@code layer_norm_epsilon}
 */
public record Umt5Configuration(
        int vocabulary,
        int width,
        int layers,
        int heads,
        int headWidth,
        int hidden,
        int buckets,
        int farthest,
        double epsilon) {

    private static final String SHARED = "shared.weight";

    /** UMT5-XXL, the text encoder of every Wan 2.1. */
    public static final Umt5Configuration XXL = new Umt5Configuration(256_384, 4096, 24, 64, 64, 10_240, 32, 128, 1e-6);

    public Umt5Configuration {
        positive("vocab_size", vocabulary);
        positive("d_model", width);
        positive("num_layers", layers);
        positive("num_heads", heads);
        positive("d_kv", headWidth);
        positive("d_ff", hidden);
        if (buckets < 4 || buckets % 4 != 0) {
            throw ShotwrightException.invalid("relative_attention_num_buckets", buckets, "a positive multiple of 4");
        }
        if (farthest <= buckets / 4) {
            throw ShotwrightException.invalid(
                    "relative_attention_max_distance", farthest, "more than a quarter of the buckets");
        }
    }

    /** Reads {@code text_encoder/config.json}. */
    public static Umt5Configuration of(Configuration config) {
        var activation = config.word("feed_forward_proj", "gated-gelu");
        if (!"gated-gelu".equals(activation)) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "feed_forward_proj",
                    "%s: feed_forward_proj is %s; accepted is gated-gelu".formatted(config, activation));
        }
        return new Umt5Configuration(
                config.integer("vocab_size"),
                config.integer("d_model"),
                config.integer("num_layers"),
                config.integer("num_heads"),
                config.integer("d_kv"),
                config.integer("d_ff"),
                config.integer("relative_attention_num_buckets", 32),
                config.integer("relative_attention_max_distance", 128),
                config.number("layer_norm_epsilon", 1e-6));
    }

    /** Reads the dimensions off the tensors of a file that came without a configuration, under either kind of names. */
    public static Umt5Configuration of(TensorSource source) {
        var named = new RenamedSource(source, Umt5Names::reference);
        Umt5Names.refuseSharedBias(named);
        var layers = Umt5Names.layers(named);
        var embedding = named.shape(named.names().contains(SHARED) ? SHARED : "encoder.embed_tokens.weight");
        var attention = "encoder.block.0.layer.0.SelfAttention.";
        var bias = named.shape(attention + "relative_attention_bias.weight");
        return new Umt5Configuration(
                Math.toIntExact(embedding[0]),
                Math.toIntExact(embedding[1]),
                layers,
                Math.toIntExact(bias[1]),
                Math.toIntExact(named.shape(attention + "q.weight")[0] / bias[1]),
                Math.toIntExact(named.shape("encoder.block.0.layer.1.DenseReluDense.wi_0.weight")[0]),
                Math.toIntExact(bias[0]),
                XXL.farthest(),
                XXL.epsilon());
    }

    private static void positive(String field, int value) {
        if (value < 1) {
            throw ShotwrightException.invalid(field, value, "1 or more");
        }
    }
}
