package dev.shotwright.models.umt5;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.compute.Attention;
import dev.shotwright.tensor.compute.Linear;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Loaded;
import dev.shotwright.tensor.weights.RenamedSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The UMT5 text encoder.
 *
 * <p>Paper: Chung et al., "UniMax", 2023 (arXiv 2304.09151), on T5 by Raffel et al., 2020 (arXiv 1910.10683). Reference:
 * {@code UMT5EncoderModel} of transformers 5.23.0 and {@code wan/modules/t5.py} of Wan-Video/Wan2.1 at 9737cba, both
 * Apache-2.0. What differs:
 *
 * <ul>
 *   <li>Only true tokens are computed. The reference pads every prompt and masks the padding as keys, which leaves the true
 *       tokens as they are without it; what it computes for the padding is thrown away by its callers.
 *   <li>Prompts are laid end to end, so that each weight is read once for all of them.
 *   <li>Norms, softmax and the residual stream are in 32-bit floats whatever linear layers compute in.
 * </ul>
 */
public final class Umt5Encoder {
    private final Umt5Configuration config;
    private final Device device;
    private final Weights table;
    private final Tensor embedding; // (vocabulary, width)
    private final List<Block> blocks = new ArrayList<>();
    private final Norm norm;

    /**
     * Loads the encoder from a checkpoint under the names of transformers or those of the original repository.
     *
     * @param residency streamed, where memory is short: a layer's pages are read ahead and dropped behind it
     * @throws ShotwrightException with {@code UNSUPPORTED_FORMAT} for a T5, whose layers share one table of position biases
     */
    public static Loaded<Umt5Encoder> load(
            TensorSource source, Residency residency, Umt5Configuration config, Arithmetic arithmetic) {
        var renamed = new RenamedSource(source, Umt5Names::reference);
        Umt5Names.refuseSharedBias(renamed);
        return Weights.load(
                renamed,
                residency,
                Umt5Names.UNWANTED,
                arithmetic.device(),
                weights -> new Umt5Encoder(weights, config, arithmetic));
    }

    /** Takes its parameters from {@code weights} by the names of transformers. */
    public Umt5Encoder(Weights weights, Umt5Configuration config, Arithmetic arithmetic) {
        this.config = config;
        this.device = weights.device();
        var encoder = weights.at("encoder");
        this.table = weights.has("shared.weight") ? weights.at("shared") : encoder.at("embed_tokens"); // one, tied
        this.embedding = table.tensor("weight", config.vocabulary(), config.width());
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(new Block(encoder.at("block").at(i), config, arithmetic));
        }
        this.norm = new Norm(encoder.at("final_layer_norm"), config);
    }

    /**
     * Encodes prompts: {@code (prompts, length, width)} in 32-bit floats, zero beyond each prompt's own tokens.
     *
     * @param prompts the token ids of each, with the end-of-text token and without padding
     * @param length at least that of the longest prompt
     */
    public Tensor encode(List<long[]> prompts, int length) {
        for (var prompt : prompts) {
            check(prompt, length);
        }
        return Scope.tidy(() -> {
            var x = embed(prompts);
            blocks.getFirst().weights.prefetch();
            for (int i = 0; i < blocks.size(); i++) {
                var block = blocks.get(i);
                if (i + 1 < blocks.size()) {
                    blocks.get(i + 1).weights.prefetch();
                }
                var before = x;
                x = Scope.tidy(() -> block.forward(before, prompts));
                block.weights.release();
            }
            return padded(norm.forward(x), prompts, length);
        });
    }

    private void check(long[] prompt, int length) {
        if (prompt.length < 1 || prompt.length > length) {
            throw ShotwrightException.invalid("prompt", prompt.length + " tokens long", "1 to " + length + " tokens");
        }
        for (long id : prompt) {
            if (id < 0 || id >= config.vocabulary()) {
                throw ShotwrightException.invalid(
                        "tokenizer", "one that gives the token " + id, "one of " + config.vocabulary() + " tokens");
            }
        }
    }

    /** The tokens of all prompts, one prompt behind the other: {@code (n, width)}. */
    Tensor embed(List<long[]> prompts) {
        var ids = prompts.stream().flatMapToLong(LongStream::of).toArray();
        var rows = Scope.tidy(
                () -> embedding.rows(Tensor.of(ids, ids.length)).to(device).to(DataType.F32));
        table.release();
        return rows;
    }

    Block block(int index) {
        return blocks.get(index);
    }

    private static Tensor padded(Tensor x, List<long[]> prompts, int length) {
        var out = Tensor.emptyLike(x, prompts.size(), length, x.size(1)).fillInPlace(0);
        long start = 0;
        for (int i = 0; i < prompts.size(); i++) {
            long n = prompts.get(i).length;
            out.select(0, i).narrow(0, 0, n).copyInPlace(x.narrow(0, start, n));
            start += n;
        }
        return out;
    }

    /** Self-attention, then a feed-forward network, each added to what it is given. */
    static final class Block {
        private final Weights weights;
        private final Norm attentionNorm;
        private final SelfAttention attention;
        private final Norm feedForwardNorm;
        private final FeedForward feedForward;

        Block(Weights weights, Umt5Configuration config, Arithmetic arithmetic) {
            this.weights = weights;
            var first = weights.at("layer").at(0);
            var second = weights.at("layer").at(1);
            attentionNorm = new Norm(first.at("layer_norm"), config);
            attention = new SelfAttention(first.at("SelfAttention"), config, arithmetic);
            feedForwardNorm = new Norm(second.at("layer_norm"), config);
            feedForward = new FeedForward(second.at("DenseReluDense"), config, arithmetic);
        }

        Tensor forward(Tensor x, List<long[]> prompts) { // (n, width)
            var y = x.add(attention(x, prompts));
            return y.addInPlace(Scope.tidy(() -> feedForward.forward(feedForwardNorm.forward(y))));
        }

        Tensor attention(Tensor x, List<long[]> prompts) { // (n, width)
            return Scope.tidy(() -> attention.forward(attentionNorm.forward(x), prompts));
        }
    }

    /** Attention of each prompt's tokens to one another, biased by their distance and not scaled. */
    private static final class SelfAttention {
        private final Umt5Configuration config;
        private final DataType compute;
        private final int threads;
        private final Linear q;
        private final Linear k;
        private final Linear v;
        private final Linear o;
        private final RelativeBias bias;

        SelfAttention(Weights weights, Umt5Configuration config, Arithmetic arithmetic) {
            this.config = config;
            this.compute = arithmetic.linear();
            this.threads = arithmetic.threads();
            int inner = config.heads() * config.headWidth();
            q = linear(weights.at("q"), inner, config.width(), compute);
            k = linear(weights.at("k"), inner, config.width(), compute);
            v = linear(weights.at("v"), inner, config.width(), compute);
            o = linear(weights.at("o"), config.width(), inner, compute);
            bias = new RelativeBias(
                    weights.at("relative_attention_bias").exact("weight", config.buckets(), config.heads()), config);
        }

        Tensor forward(Tensor x, List<long[]> prompts) { // (n, width)
            var input = x.to(compute);
            var query = q.forward(input); // (n, heads · d)
            var key = k.forward(input);
            var value = v.forward(input);
            var out = Tensor.emptyLike(query, query.shape());
            long start = 0;
            for (var prompt : prompts) {
                long from = start;
                long n = prompt.length;
                Scope.run(() -> {
                    var y = Attention.of(
                            heads(query.narrow(0, from, n)),
                            heads(key.narrow(0, from, n)),
                            heads(value.narrow(0, from, n)),
                            bias.of(n),
                            1,
                            DataType.F32,
                            threads); // (1, n, heads · d)
                    out.narrow(0, from, n).copyInPlace(y.squeeze(0));
                });
                start += n;
            }
            return o.forward(out);
        }

        private Tensor heads(Tensor x) { // (n, heads · d) → (1, heads, n, d)
            return x.reshape(1, -1, config.heads(), config.headWidth()).transpose(1, 2);
        }
    }

    /** {@code wo(gelu(wi_0(x)) · wi_1(x))}. */
    private static final class FeedForward {
        private final Linear gate;
        private final Linear in;
        private final Linear out;
        private final DataType compute;

        FeedForward(Weights weights, Umt5Configuration config, Arithmetic arithmetic) {
            compute = arithmetic.linear();
            gate = linear(weights.at("wi_0"), config.hidden(), config.width(), compute);
            in = linear(weights.at("wi_1"), config.hidden(), config.width(), compute);
            out = linear(weights.at("wo"), config.width(), config.hidden(), compute);
        }

        Tensor forward(Tensor x) { // (n, width)
            var input = x.to(compute);
            var opened = Scope.tidy(() -> gate.forward(input).geluTanh()); // (n, hidden)
            Scope.run(() -> opened.mulInPlace(in.forward(input)));
            return out.forward(opened);
        }
    }

    /** Root-mean-square normalisation. */
    private static final class Norm {
        private final Tensor weight; // (width)
        private final double epsilon;

        Norm(Weights weights, Umt5Configuration config) {
            weight = weights.exact("weight", config.width()).to(DataType.F32);
            epsilon = config.epsilon();
        }

        Tensor forward(Tensor x) {
            return x.rmsNorm(weight, epsilon);
        }
    }

    private static Linear linear(Weights weights, int out, int in, DataType compute) {
        return new Linear(weights.tensor("weight", out, in), null, compute);
    }
}
