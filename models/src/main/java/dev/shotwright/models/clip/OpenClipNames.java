package dev.shotwright.models.clip;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names of a vision encoder's parameters in the original repository of Wan 2.1, where queries, keys and values are one
 * matrix, and what transformers calls them. Source: {@code wan/modules/clip.py} of Wan-Video/Wan2.1 at 9737cba (Apache-2.0).
 */
final class OpenClipNames {
    private static final String VISION = "visual.";
    private static final String HEAD = "visual.head";
    private static final Map<String, String> PARTS = parts();

    private OpenClipNames() {}

    /** Whether a checkpoint's names are the original ones. */
    static boolean original(Iterable<String> names) {
        for (var name : names) {
            if (name.startsWith(VISION)) {
                return true;
            }
        }
        return false;
    }

    /** The name that transformers gives a parameter; the text's half and the head keep theirs. */
    static String reference(String name) {
        if (!name.startsWith(VISION) || name.startsWith(HEAD)) {
            return name;
        }
        var renamed = name.substring(VISION.length());
        for (var part : PARTS.entrySet()) {
            renamed = renamed.replace(part.getKey(), part.getValue());
        }
        return "vision_model." + renamed;
    }

    private static Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("cls_embedding", "embeddings.cls_embedding");
        parts.put("pos_embedding", "embeddings.pos_embedding");
        parts.put("patch_embedding.", "embeddings.patch_embedding.");
        parts.put("pre_norm.", "pre_layrnorm.");
        parts.put("post_norm.", "post_layernorm.");
        parts.put("transformer.", "encoder.layers.");
        parts.put(".norm1.", ".layer_norm1.");
        parts.put(".norm2.", ".layer_norm2.");
        parts.put(".attn.to_qkv.", ".self_attn.qkv.");
        parts.put(".attn.proj.", ".self_attn.out_proj.");
        parts.put(".mlp.0.", ".mlp.fc1.");
        parts.put(".mlp.2.", ".mlp.fc2.");
        return parts;
    }
}
