package dev.shotwright.models.wan;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of a transformer's parameters in the original repository, and what the reference calls them. */
public final class WanNames {
    private static final String PREFIX = "model.diffusion_model.";
    private static final Map<String, String> PARTS = parts();

    private WanNames() {}

    /** Whether a checkpoint's names are the original ones, with or without the prefix that some repacks add. */
    public static boolean original(Iterable<String> names) {
        for (var name : names) {
            if (bare(name).startsWith("blocks.0.self_attn.")) {
                return true;
            }
        }
        return false;
    }

    /** The reference's name of a parameter; a name that is not known stays as it is. */
    public static String reference(String name) {
        var renamed = bare(name);
        for (var part : PARTS.entrySet()) {
            renamed = renamed.replace(part.getKey(), part.getValue());
        }
        return renamed;
    }

    /** A name without the prefix that some repacks add. */
    public static String bare(String name) {
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    private static Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("time_embedding.0.", "condition_embedder.time_embedder.linear_1.");
        parts.put("time_embedding.2.", "condition_embedder.time_embedder.linear_2.");
        parts.put("text_embedding.0.", "condition_embedder.text_embedder.linear_1.");
        parts.put("text_embedding.2.", "condition_embedder.text_embedder.linear_2.");
        parts.put("time_projection.1.", "condition_embedder.time_proj.");
        parts.put("img_emb.emb_pos", "condition_embedder.image_embedder.pos_embed");
        parts.put("img_emb.proj.0.", "condition_embedder.image_embedder.norm1.");
        parts.put("img_emb.proj.1.", "condition_embedder.image_embedder.ff.net.0.proj.");
        parts.put("img_emb.proj.3.", "condition_embedder.image_embedder.ff.net.2.");
        parts.put("img_emb.proj.4.", "condition_embedder.image_embedder.norm2.");
        parts.put("head.modulation", "scale_shift_table");
        parts.put("head.head.", "proj_out.");
        parts.put("modulation", "scale_shift_table");
        parts.put("ffn.0.", "ffn.net.0.proj.");
        parts.put("ffn.2.", "ffn.net.2.");
        parts.put("norm3.", "norm2.");
        parts.put("self_attn.", "attn1.");
        parts.put("cross_attn.", "attn2.");
        parts.put(".norm_k_img.", ".norm_added_k.");
        parts.put(".k_img.", ".add_k_proj.");
        parts.put(".v_img.", ".add_v_proj.");
        parts.put(".q.", ".to_q.");
        parts.put(".k.", ".to_k.");
        parts.put(".v.", ".to_v.");
        parts.put(".o.", ".to_out.0.");
        return parts;
    }
}
