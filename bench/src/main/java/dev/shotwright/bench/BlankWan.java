package dev.shotwright.bench;

import dev.shotwright.models.umt5.Umt5Configuration;
import dev.shotwright.models.umt5.Umt5Encoder;
import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.models.wan.WanTransformer;
import dev.shotwright.models.wan.WanVae;
import dev.shotwright.models.wan.WanVaeConfig;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.weights.Weights;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkpoint of Wan 2.1 of full size and without weights: {@code BlankWan FOLDER TOKENIZER [1.3b|14b|thin]}. Its files are holes, so
 * that it takes no room on disk, loads and computes as the real one does, and draws grey.
 */
public final class BlankWan {
    static final WanConfig SMALL = new WanConfig(30, 12, 128, 8960, 16, 16, 4096, 256, 1e-6, 0, 0);
    static final WanConfig LARGE = new WanConfig(40, 40, 128, 13824, 16, 16, 4096, 256, 1e-6, 0, 0);

    private static final WanConfig THIN = new WanConfig(1, 12, 128, 8960, 16, 16, 4096, 256, 1e-6, 0, 0);
    private static final int LAYERS_OF_THIN_TEXT = 1;

    private BlankWan() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("BlankWan FOLDER TOKENIZER [1.3b|14b|thin]: a checkpoint without weights");
            System.exit(2);
        }
        write(Path.of(arguments[0]), Path.of(arguments[1]), arguments.length > 2 ? arguments[2] : "1.3b");
    }

    /**
     * Writes the folder.
     *
     * @param tokenizer a {@code tokenizer.json}, of any vocabulary
     * @param model {@code 1.3b}, {@code 14b}, or {@code thin}: 1.3B with one layer, and as many of the text encoder
     */
    static void write(Path folder, Path tokenizer, String model) throws IOException {
        switch (model) {
            case "1.3b" -> write(folder, tokenizer, SMALL, Umt5Configuration.XXL.layers());
            case "14b" -> write(folder, tokenizer, LARGE, Umt5Configuration.XXL.layers());
            case "thin" -> write(folder, tokenizer, THIN, LAYERS_OF_THIN_TEXT);
            default -> throw ShotwrightException.invalid("model", "'" + model + "'", "1.3b, 14b or thin");
        }
    }

    private static void write(Path folder, Path tokenizer, WanConfig config, int textLayers) throws IOException {
        var xxl = Umt5Configuration.XXL;
        var text = new Umt5Configuration(
                xxl.vocabulary(),
                xxl.width(),
                textLayers,
                xxl.heads(),
                xxl.headWidth(),
                xxl.hidden(),
                xxl.buckets(),
                xxl.farthest(),
                xxl.epsilon());
        for (var part : new String[] {"transformer", "text_encoder", "vae", "tokenizer"}) {
            Files.createDirectories(folder.resolve(part));
        }
        BlankCheckpoint.write(
                folder.resolve("transformer/diffusion_pytorch_model.safetensors"),
                Weights.forms(DataType.BF16, w -> new WanTransformer(w, config, Arithmetic.F32)));
        Files.writeString(folder.resolve("transformer/config.json"), transformer(config));
        BlankCheckpoint.write(
                folder.resolve("text_encoder/model.safetensors"),
                Weights.forms(DataType.BF16, w -> new Umt5Encoder(w, text, Arithmetic.F32)));
        Files.writeString(folder.resolve("text_encoder/config.json"), encoder(text));
        BlankCheckpoint.write(
                folder.resolve("vae/diffusion_pytorch_model.safetensors"),
                WanVae.forms(DataType.F32, WanVaeConfig.wan21()));
        Files.copy(tokenizer, folder.resolve("tokenizer/tokenizer.json"));
    }

    private static String encoder(Umt5Configuration text) {
        return """
            {"vocab_size": %d, "d_model": %d, "num_layers": %d, "num_heads": %d, "d_kv": %d, "d_ff": %d}
            """.formatted(
                        text.vocabulary(), text.width(), text.layers(), text.heads(), text.headWidth(), text.hidden());
    }

    private static String transformer(WanConfig config) {
        return """
            {
              "_class_name": "WanTransformer3DModel",
              "patch_size": [1, 2, 2],
              "num_layers": %d,
              "num_attention_heads": %d,
              "attention_head_dim": %d,
              "ffn_dim": %d,
              "in_channels": %d,
              "out_channels": %d,
              "text_dim": %d,
              "freq_dim": %d,
              "eps": 1e-06
            }
            """.formatted(
                        config.numLayers(),
                        config.numAttentionHeads(),
                        config.attentionHeadDim(),
                        config.ffnDim(),
                        config.inChannels(),
                        config.outChannels(),
                        config.textDim(),
                        config.freqDim());
    }
}
