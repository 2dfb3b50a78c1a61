package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.prompt.PromptCleaning;
import dev.shotwright.engine.prompt.Tokenizer;
import dev.shotwright.models.umt5.Umt5Configuration;
import dev.shotwright.models.umt5.Umt5Encoder;
import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.weights.Residency;
import java.util.ArrayList;
import java.util.List;

/** Turns prompts into what the transformer attends to, by a checkpoint's tokenizer and text encoder. */
final class TextEncoding {
    private final Checkpoint checkpoint;
    private final Umt5Configuration config;
    private final Arithmetic arithmetic;
    private final EmbeddingCache cache;

    TextEncoding(Checkpoint checkpoint, Umt5Configuration config, Arithmetic arithmetic, EmbeddingCache cache) {
        this.checkpoint = checkpoint;
        this.config = config;
        this.arithmetic = arithmetic;
        this.cache = cache;
    }

    /** Encoded prompts, each {@code (1, tokens, width)} with its own number of tokens. */
    record Encoded(List<Tensor> prompts) {
        Tensor rows(int prompt) {
            return prompts.get(prompt);
        }
    }

    /** Encodes prompts, of which those that were encoded before come from the disk. */
    Encoded encode(String... prompts) {
        var encoded = new ArrayList<Tensor>();
        var missing = new ArrayList<Integer>();
        var ids = new ArrayList<long[]>();
        try (var tokenizer = Tokenizer.open(checkpoint.tokenizer(), WanConfig.TEXT_LENGTH)) {
            for (int i = 0; i < prompts.length; i++) {
                var tokens = tokenizer.encode(PromptCleaning.clean(prompts[i]));
                var known = cache.find(checkpoint.textEncoder(), arithmetic, tokens);
                encoded.add(known);
                ids.add(tokens);
                if (known == null) {
                    missing.add(i);
                }
            }
        }
        if (!missing.isEmpty()) {
            var rows = encoded(missing.stream().map(ids::get).toList());
            for (int i = 0; i < missing.size(); i++) {
                int at = missing.get(i);
                var own = rows.narrow(0, i, 1).narrow(1, 0, ids.get(at).length).copy();
                cache.keep(checkpoint.textEncoder(), arithmetic, ids.get(at), own);
                encoded.set(at, own);
            }
            rows.close();
        }
        return new Encoded(List.copyOf(encoded));
    }

    private Tensor encoded(List<long[]> ids) {
        int longest = ids.stream().mapToInt(tokens -> tokens.length).max().orElse(0);
        try (var source = Safetensors.open(checkpoint.textEncoder().weights());
                var encoder = Umt5Encoder.load(source, Residency.streamed(), config, arithmetic)) {
            return encoder.model().encode(ids, longest).to(Device.CPU);
        }
    }
}
