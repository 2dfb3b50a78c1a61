package dev.shotwright.models.umt5;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of an encoder's parameters in the original repository of Wan 2.1, and what transformers calls them. */
public final class Umt5Names {
    /** What some files hold beside the parameters: the embedding a second time, and the tokenizer. */
    public static final Set<String> UNWANTED = Set.of("encoder.embed_tokens.weight", "spiece_model");

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
