package dev.shotwright.models.wan;

import java.util.Map;
import java.util.regex.Pattern;

/** The names of a VAE's parameters in the original repository, and what the reference calls them. */
public final class WanVaeNames {
    private static final Pattern UPSAMPLES = Pattern.compile("decoder\\.upsamples\\.(\\d{1,4})\\.(.*)");
    private static final Map<String, String> MIDDLE =
            Map.of("0.", "resnets.0.", "1.", "attentions.0.", "2.", "resnets.1.");
    private static final Map<String, String> RESIDUAL =
            Map.of("residual.0.", "norm1.", "residual.2.", "conv1.", "residual.3.", "norm2.", "residual.6.", "conv2.");

    private WanVaeNames() {}

    /** Whether a checkpoint's names are the original ones. */
    public static boolean original(Iterable<String> names) {
        for (var name : names) {
            if (name.startsWith("decoder.upsamples.") || name.startsWith("encoder.downsamples.")) {
                return true;
            }
        }
        return false;
    }

    /** The reference's name of a parameter; a name that is not known stays as it is. */
    public static String reference(String name, WanVaeConfig config) {
        if (name.startsWith("conv1.")) {
            return "quant_conv." + name.substring("conv1.".length());
        }
        if (name.startsWith("conv2.")) {
            return "post_quant_conv." + name.substring("conv2.".length());
        }
        for (var coder : new String[] {"encoder.", "decoder."}) {
            if (name.startsWith(coder)) {
                return coder + within(name.substring(coder.length()), name, config);
            }
        }
        return name;
    }

    private static String within(String rest, String name, WanVaeConfig config) {
        if (rest.startsWith("conv1.")) {
            return "conv_in." + rest.substring("conv1.".length());
        }
        if (rest.startsWith("head.0.")) {
            return "norm_out." + rest.substring("head.0.".length());
        }
        if (rest.startsWith("head.2.")) {
            return "conv_out." + rest.substring("head.2.".length());
        }
        if (rest.startsWith("middle.")) {
            return "mid_block." + block(exchanged(rest.substring("middle.".length()), MIDDLE));
        }
        if (rest.startsWith("downsamples.")) {
            return "down_blocks." + block(rest.substring("downsamples.".length()));
        }
        var up = UPSAMPLES.matcher(name);
        if (up.matches()) {
            int each = config.numResBlocks() + 2;
            int index = Integer.parseInt(up.group(1));
            int layer = index % each;
            var place = layer < each - 1 ? "resnets." + layer : "upsamplers.0";
            return "up_blocks.%d.%s.%s".formatted(index / each, place, block(up.group(2)));
        }
        return rest;
    }

    private static String block(String rest) {
        var renamed = rest.replace("shortcut.", "conv_shortcut.");
        for (var part : RESIDUAL.entrySet()) {
            renamed = renamed.replace(part.getKey(), part.getValue());
        }
        return renamed;
    }

    private static String exchanged(String rest, Map<String, String> starts) {
        for (var start : starts.entrySet()) {
            if (rest.startsWith(start.getKey())) {
                return start.getValue() + rest.substring(start.getKey().length());
            }
        }
        return rest;
    }
}
