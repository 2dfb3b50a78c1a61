package dev.shotwright.models.umt5;

import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of an encoder's parameters in the original repository of Wan 2.1, and what transformers calls them. */
public final class Umt5Names {
    /** What some files hold beside the parameters: the embedding a second time, and the tokenizer. */
    public static final Set<String> UNWANTED = Set.of("encoder.embed_tokens.weight", "spiece_model");

    private static final String SHARED = "pos_embedding.embedding.weight";
    private static final Pattern BLOCKS = Pattern.compile("encoder\\.block\\.(\\d+)\\..*");
    private static final Pattern TABLE =
            Pattern.compile("encoder\\.block\\.(\\d+)\\..*\\.relative_attention_bias\\.weight");
    private static final Pattern BLOCK = Pattern.compile("blocks\\.(\\d+)\\.(.*)\\.weight");
    private static final Map<String, String> PARTS = parts();

    private Umt5Names() {}

    /** The name that transformers gives a parameter; a name that is not known stays as it is. */
    public static String reference(String name) {
        var block = BLOCK.matcher(name);
        if (block.matches() && PARTS.containsKey(block.group(2))) {
            return "encoder.block.%s.layer.%s.weight".formatted(block.group(1), PARTS.get(block.group(2)));
        }
        return switch (name) {
            case "token_embedding.weight" -> "shared.weight";
            case "norm.weight" -> "encoder.final_layer_norm.weight";
            default -> name;
        };
    }

    /** Refuses an encoder whose layers share the first one's table of position biases. */
    static void refuseSharedBias(TensorSource source) {
        var layers = layers(source, BLOCKS);
        var tables = layers(source, TABLE);
        if (source.names().contains(SHARED) || (tables.equals(Set.of("0")) && layers.size() > 1)) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "--text-encoder",
                    "%s is a T5: its %d layers share one table of relative attention bias; accepted is a UMT5 encoder, which has one in every layer, such as google/umt5-xxl"
                            .formatted(source, layers.size()));
        }
    }

    /** How many layers a source has, under the names of transformers. */
    static int layers(TensorSource source) {
        return layers(source, BLOCKS).size();
    }

    private static Set<String> layers(TensorSource source, Pattern pattern) {
        return source.names().stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("norm1", "0.layer_norm");
        parts.put("attn.q", "0.SelfAttention.q");
        parts.put("attn.k", "0.SelfAttention.k");
        parts.put("attn.v", "0.SelfAttention.v");
        parts.put("attn.o", "0.SelfAttention.o");
        parts.put("pos_embedding.embedding", "0.SelfAttention.relative_attention_bias");
        parts.put("norm2", "1.layer_norm");
        parts.put("ffn.gate.0", "1.DenseReluDense.wi_0");
        parts.put("ffn.fc1", "1.DenseReluDense.wi_1");
        parts.put("ffn.fc2", "1.DenseReluDense.wo");
        return parts;
    }
}
