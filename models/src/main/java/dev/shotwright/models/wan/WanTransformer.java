package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanPrompt.KeysAndValues;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The diffusion transformer of Wan 2.1 for text, first frame, and first and last frame to video.
 *
 * <p>Paper: "Wan: Open and Advanced Large-Scale Video Generative Models" (arXiv 2503.20314). Reference: {@code
 * WanTransformer3DModel} of huggingface/diffusers 0.42.1 (Apache-2.0), whose parameter names are used here.
 *
 * <p>What differs from the reference: the residual stream, norms, modulation and rotation stay in 32-bit floats whatever the
 * arithmetic; normalisation and modulation are one pass; queries and keys are turned in place; keys and values of the prompt
 * are computed once and its padding by one row ({@link WanPrompt}); the feed-forward layer runs over a part of the tokens
 * at a time; keys and values lie together by head.
 */
public final class WanTransformer {
    private static final double IMAGE_EPS = 1e-5;
    private static final double PERIOD = 10000;
    private static final long FEED_FORWARD_ELEMENTS = 1 << 26;

    private final WanConfig config;
    private final Arithmetic arithmetic;
    private final Device device;
    private final Linear patch;
    private final Linear[] time;
    private final Linear timeProjection;
    private final Linear[] text;
    private final @Nullable ImageEmbedding image;
    private final List<Block> blocks = new ArrayList<>();
    private final Tensor outTable;
    private final Linear out;

    /**
     * Loads the transformer from a checkpoint under the names of the reference or those of the original repository.
     *
     * @param residency streamed, where memory is short: a block's pages are read ahead and dropped behind it
     */
    public static Loaded<WanTransformer> load(
            TensorSource source, Residency residency, WanConfig config, Arithmetic arithmetic) {
        var named = new RenamedSource(source, WanNames.original(source.names()) ? WanNames::reference : WanNames::bare);
        return Weights.load(
                named,
                residency,
                Set.of(),
                arithmetic.device(),
                weights -> new WanTransformer(weights, config, arithmetic));
    }

    /** Takes its parameters from {@code weights} by the names of the reference. */
    public WanTransformer(Weights weights, WanConfig config, Arithmetic arithmetic) {
        this.config = config;
        this.arithmetic = arithmetic;
        this.device = weights.device();
        long d = config.dim();
        var patchWeight =
                weights.tensor("patch_embedding.weight", d, config.inChannels(), 1, WanConfig.PATCH, WanConfig.PATCH);
        this.patch = new Linear(
                patchWeight.reshape(d, -1),
                weights.exact("patch_embedding.bias", d).to(DataType.F32),
                DataType.F32);
        var condition = weights.at("condition_embedder");
        this.time = new Linear[] {
            linear(condition.at("time_embedder.linear_1"), config.freqDim(), d, DataType.F32),
            linear(condition.at("time_embedder.linear_2"), d, d, DataType.F32)
        };
        this.timeProjection = linear(condition.at("time_proj"), d, 6 * d, DataType.F32);
        this.text = new Linear[] {
            linear(condition.at("text_embedder.linear_1"), config.textDim(), d, arithmetic.linear()),
            linear(condition.at("text_embedder.linear_2"), d, d, arithmetic.linear())
        };
        this.image = config.withImage() ? new ImageEmbedding(condition.at("image_embedder")) : null;
        for (int i = 0; i < config.numLayers(); i++) {
            blocks.add(new Block(i, weights.at("blocks." + i)));
        }
        this.outTable = weights.exact("scale_shift_table", 1, 2, d).to(DataType.F32);
        this.out = linear(
                weights.at("proj_out"),
                d,
                (long) WanConfig.PATCH * WanConfig.PATCH * config.outChannels(),
                DataType.F32);
    }

    public WanConfig config() {
        return config;
    }

    /**
     * Embeds what the video is made from. The answer is closed by the caller.
     *
     * @param encoded {@code (b, m, textDim)}: the text encoder's rows up to the longest text of the batch, those past the
     *     end of a shorter text zero
     * @param pictures {@code (b, tokens, imageDim)}: the image encoder's tokens, of two pictures one behind the other; null
     *     without pictures
     */
    public WanPrompt prompt(Tensor encoded, @Nullable Tensor pictures) {
        try (var _ = Scope.open()) {
            long padding = WanConfig.TEXT_LENGTH - encoded.size(1);
            var rows = encoded.to(device);
            var padded = padding > 0 ? rows.pad(0, 0, 0, 0, 1) : rows; // (b, m + 1, textDim)
            var embedded = text[1].forward(text[0].forward(padded).geluTanh());
            Tensor mask = null;
            if (padding > 1) {
                mask = Tensor.zeros(DataType.F32, 1, 1, 1, padded.size(1));
                mask.narrow(3, padded.size(1) - 1, 1).addInPlace(Math.log((double) padding));
                mask = mask.to(device);
            }
            var images = pictures == null || image == null ? null : image.forward(pictures.to(device));
            return new WanPrompt(config.numLayers(), embedded, mask, images);
        }
    }

    /**
     * Predicts the flow.
     *
     * @param latents {@code (b, inChannels, f, h, w)}, h and w even
     * @param timesteps {@code b} values from 0 to 1000
     * @return {@code (b, outChannels, f, h, w)} in 32-bit floats
     */
    public Tensor forward(Tensor latents, double[] timesteps, WanPrompt prompt) {
        return forward(latents, timesteps, List.of(prompt));
    }

    /**
     * Predicts the flows of the same latents towards several prompts, each as if it were alone. A block's weights are read
     * once for all of them, and what comes before the first word of a prompt is computed once.
     *
     * @param latents {@code (b, inChannels, f, h, w)}, h and w even
     * @param timesteps {@code b} values from 0 to 1000
     * @return {@code (prompts · b, outChannels, f, h, w)} in 32-bit floats, prompt by prompt
     */
    public Tensor forward(Tensor latents, double[] timesteps, List<WanPrompt> prompts) {
        return Scope.tidy(() -> {
            long b = latents.size(0);
            long f = latents.size(2);
            long h = latents.size(3) / WanConfig.PATCH;
            long w = latents.size(4) / WanConfig.PATCH;
            var rotation = WanRotation.table(config.attentionHeadDim(), (int) f, (int) h, (int) w)
                    .to(device);
            var room = Tensor.emptyLike(rotation.select(0, 0).to(arithmetic.linear()), room(config, b * f * h * w));
            var streams = new ArrayList<Tensor>(); // each (b, f·h·w, d)
            streams.add(Scope.tidy(
                    () -> patch.forward(patches(latents.to(device).to(DataType.F32), f, h, w))));
            var embedded = time(timesteps); // (b, d)
            var modulation = timeProjection.forward(embedded.silu()).reshape(b, 6, -1);
            for (int i = 0; i < blocks.size(); i++) {
                var block = blocks.get(i);
                blocks.get((i + 1) % blocks.size()).weights.prefetch();
                Scope.run(() -> {
                    var e = block.table.add(modulation);
                    streams.forEach(x -> block.attendToVideo(x, e, rotation, room));
                });
                while (streams.size() < prompts.size()) {
                    streams.add(streams.getFirst().copy());
                }
                Scope.run(() -> {
                    var e = block.table.add(modulation);
                    for (int p = 0; p < streams.size(); p++) {
                        block.attendToPrompt(streams.get(p), prompts.get(p), room);
                        block.feedForward(streams.get(p), e, room);
                    }
                });
                block.weights.release();
            }
            var table = outTable.add(embedded.unsqueeze(1)); // (b, 2, d)
            var flows = streams.stream().map(x -> flow(x, table, f, h, w)).toArray(Tensor[]::new);
            return flows.length == 1 ? flows[0] : Tensor.cat(0, flows);
        });
    }

    private Tensor flow(Tensor x, Tensor table, long f, long h, long w) { // (b, f·h·w, d) → (b, out, f, 2h, 2w)
        return Scope.tidy(() -> out.forward(modulated(x, table, 0)) // (b, f·h·w, 2·2·out)
                .reshape(x.size(0), f, h, w, WanConfig.PATCH, WanConfig.PATCH, -1)
                .permute(0, 6, 1, 2, 4, 3, 5)
                .reshape(x.size(0), -1, f, h * WanConfig.PATCH, w * WanConfig.PATCH));
    }

    private Tensor patches(Tensor latents, long f, long h, long w) { // (b, c, f, 2h, 2w) → (b, f·h·w, c·2·2)
        long b = latents.size(0);
        return latents.reshape(b, -1, f, h, WanConfig.PATCH, w, WanConfig.PATCH)
                .permute(0, 2, 3, 5, 1, 4, 6)
                .reshape(b, f * h * w, -1);
    }

    /** The embedding of {@code b} timesteps: {@code (b, d)}. */
    Tensor time(double[] timesteps) {
        return Scope.tidy(
                () -> time[1].forward(time[0].forward(frequencies(timesteps)).silu()));
    }

    private Tensor frequencies(double[] timesteps) { // (b, freqDim): cosines, then sines
        int half = config.freqDim() / 2;
        var steps = new float[timesteps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (float) timesteps[i];
        }
        var rates = Tensor.arange(half, DataType.F32)
                .mul(-Math.log(PERIOD))
                .div(half)
                .exp();
        var angles = Tensor.of(steps, steps.length, 1).mul(rates.unsqueeze(0));
        return Tensor.cat(-1, angles.cos(), angles.sin()).to(device);
    }

    /** Normalises and modulates in one pass: {@code norm(x) · (1 + table[1]) + table[0]}, from row {@code shift} on. */
    private Tensor modulated(Tensor x, Tensor table, int shift) {
        var parts = new ArrayList<Tensor>();
        for (int i = 0; i < x.size(0); i++) {
            var row = table.select(0, i);
            var scale = row.select(0, shift + 1).add(1);
            parts.add(x.narrow(0, i, 1).layerNorm(scale, row.select(0, shift).contiguous(), config.eps()));
        }
        return parts.size() == 1 ? parts.getFirst() : Tensor.cat(0, parts);
    }

    private static Linear linear(Weights weights, long in, long out, DataType compute) {
        return new Linear(weights.tensor("weight", out, in), weights.exact("bias", out), compute);
    }

    /** One layer: attention within the video, attention to the prompt, feed-forward; each on the residual stream. */
    private final class Block {
        private final int layer;
        final Weights weights;
        final Tensor table;
        private final Projection self;
        private final Projection cross;
        private final @Nullable Linear imageKeys;
        private final @Nullable Linear imageValues;
        private final @Nullable Tensor imageNorm;
        private final Tensor crossScale;
        private final Tensor crossShift;
        private final Linear up;
        private final Linear down;

        Block(int layer, Weights weights) {
            this.layer = layer;
            this.weights = weights;
            long d = config.dim();
            this.table = weights.exact("scale_shift_table", 1, 6, d).to(DataType.F32);
            this.self = new Projection(weights.at("attn1"));
            this.crossScale = weights.exact("norm2.weight", d).to(DataType.F32);
            this.crossShift = weights.exact("norm2.bias", d).to(DataType.F32);
            var attention = weights.at("attn2");
            this.cross = new Projection(attention);
            if (config.withImage()) {
                this.imageKeys = linear(attention.at("add_k_proj"), d, d, arithmetic.linear());
                this.imageValues = linear(attention.at("add_v_proj"), d, d, arithmetic.linear());
                this.imageNorm = attention.exact("norm_added_k.weight", d).to(DataType.F32);
            } else {
                this.imageKeys = null;
                this.imageValues = null;
                this.imageNorm = null;
            }
            this.up = linear(weights.at("ffn.net.0.proj"), d, config.ffnDim(), arithmetic.linear());
            this.down = linear(weights.at("ffn.net.2"), config.ffnDim(), d, arithmetic.linear());
        }

        /** Changes {@code x (b, n, d)} in place; {@code e (b, 6, d)} is shift, scale, gate of attention, then of feed-forward. */
        void attendToVideo(Tensor x, Tensor e, Tensor rotation, Tensor room) {
            Scope.run(() -> x.addProductInPlace(video(modulated(x, e, 0), rotation, room), gate(e, 2)));
        }

        void attendToPrompt(Tensor x, WanPrompt prompt, Tensor room) {
            Scope.run(() -> x.addInPlace(told(x.layerNorm(crossScale, crossShift, config.eps()), prompt, room)));
        }

        void feedForward(Tensor x, Tensor e, Tensor room) {
            long step = Math.min(x.size(1), feedForwardRows(config, x.size(0)));
            for (long from = 0; from < x.size(1); from += step) {
                var part = x.narrow(1, from, Math.min(step, x.size(1) - from));
                long rows = part.size(0) * part.size(1);
                Scope.run(() -> {
                    var hidden = room.narrow(0, 0, rows * config.ffnDim()).reshape(x.size(0), -1, config.ffnDim());
                    Scope.run(() -> up.into(hidden, modulated(part, e, 3)).geluTanhInPlace());
                    var y = room.narrow(0, rows * config.ffnDim(), rows * config.dim())
                            .reshape(part.shape());
                    part.addProductInPlace(down.into(y, hidden).to(DataType.F32), gate(e, 5));
                });
            }
        }

        private Tensor gate(Tensor e, int row) { // (b, 1, d)
            return e.narrow(1, row, 1);
        }

        private Tensor video(Tensor y, Tensor rotation, Tensor room) {
            var attended = Scope.tidy(() -> {
                var q = self.queries(y, like(y, room, 0))
                        .rotateInPlace(rotation)
                        .transpose(1, 2); // (b, heads, n, head)
                var k = together(() -> self.keys(y, like(y, room, 1)).rotateInPlace(rotation));
                var v = together(() -> self.values(y, like(y, room, 1)));
                return Attention.of(q, k, v, null, scale(), arithmetic.attention(), arithmetic.threads());
            });
            return self.out(attended, like(y, room, 0));
        }

        private Tensor told(Tensor y, WanPrompt prompt, Tensor room) {
            var attended = Scope.tidy(() -> {
                var q = cross.queries(y, like(y, room, 0)).transpose(1, 2);
                var t = prompt.texts(layer);
                if (t == null) {
                    t = prompt.texts(layer, textKeys(prompt));
                }
                var sum = Attention.of(
                        q, t.keys(), t.values(), prompt.mask(), scale(), DataType.F32, arithmetic.threads());
                var images = prompt.image();
                if (images != null) {
                    var i = prompt.images(layer);
                    if (i == null) {
                        i = prompt.images(layer, imageKeys(images));
                    }
                    sum.addInPlace(
                            Attention.of(q, i.keys(), i.values(), null, scale(), DataType.F32, arithmetic.threads()));
                }
                return sum;
            });
            return cross.out(attended, like(y, room, 0));
        }

        private KeysAndValues textKeys(WanPrompt prompt) {
            return new KeysAndValues(
                    together(() -> cross.keys(prompt.text(), null)), together(() -> cross.values(prompt.text(), null)));
        }

        private KeysAndValues imageKeys(Tensor images) {
            if (imageKeys == null || imageValues == null || imageNorm == null) {
                throw new IllegalStateException("this transformer takes no pictures");
            }
            var k = imageKeys.forward(images).to(DataType.F32).rmsNormInPlace(imageNorm, config.eps());
            var v = imageValues.forward(images).to(DataType.F32);
            return new KeysAndValues(together(() -> heads(k)), together(() -> heads(v)));
        }
    }

    private double scale() {
        return 1 / Math.sqrt(config.attentionHeadDim());
    }

    private static Tensor together(Supplier<Tensor> heads) { // (b, n, heads, head) → (b, heads, n, head), a copy
        return Scope.tidy(() -> {
            var x = heads.get().transpose(1, 2);
            return x.isContiguous() ? x.copy() : x.contiguous();
        });
    }

    /**
     * How many elements the memory has that the blocks of a forward share, since fresh memory is wiped first: two of the stream's
     * size during attention, what lies between the layers of the feed-forward part and comes out of it after.
     */
    static long room(WanConfig config, long tokens) {
        long rows = Math.min(tokens, feedForwardRows(config, 1));
        return Math.max(2 * tokens * config.dim(), rows * (config.ffnDim() + config.dim()));
    }

    static long feedForwardRows(WanConfig config, long batch) {
        return Math.max(1, FEED_FORWARD_ELEMENTS / (batch * config.ffnDim()));
    }

    private static Tensor like(Tensor x, Tensor room, int place) {
        return room.narrow(0, place * x.count(), x.count()).reshape(x.shape());
    }

    private Tensor heads(Tensor x) { // (b, n, d) → (b, n, heads, head)
        return x.reshape(x.size(0), x.size(1), config.numAttentionHeads(), config.attentionHeadDim());
    }

    /** The four linear layers of an attention, with the norms of queries and keys over all heads together. */
    private final class Projection {
        private final Linear q;
        private final Linear k;
        private final Linear v;
        private final Linear o;
        private final Tensor queryNorm;
        private final Tensor keyNorm;

        Projection(Weights weights) {
            long d = config.dim();
            this.q = linear(weights.at("to_q"), d, d, arithmetic.linear());
            this.k = linear(weights.at("to_k"), d, d, arithmetic.linear());
            this.v = linear(weights.at("to_v"), d, d, arithmetic.linear());
            this.o = linear(weights.at("to_out.0"), d, d, arithmetic.linear());
            this.queryNorm = weights.exact("norm_q.weight", d).to(DataType.F32);
            this.keyNorm = weights.exact("norm_k.weight", d).to(DataType.F32);
        }

        /** Here and below: the answer lies in {@code room} where that is given. */
        Tensor queries(Tensor x, @Nullable Tensor room) {
            return Scope.tidy(
                    () -> heads(product(q, x, room).to(DataType.F32).rmsNormInPlace(queryNorm, config.eps())));
        }

        Tensor keys(Tensor x, @Nullable Tensor room) {
            return Scope.tidy(() -> heads(product(k, x, room).to(DataType.F32).rmsNormInPlace(keyNorm, config.eps())));
        }

        Tensor values(Tensor x, @Nullable Tensor room) {
            return Scope.tidy(() -> heads(product(v, x, room).to(DataType.F32)));
        }

        Tensor out(Tensor x, Tensor room) {
            return product(o, x, room).to(DataType.F32);
        }

        private Tensor product(Linear layer, Tensor x, @Nullable Tensor room) {
            return room == null ? layer.forward(x) : layer.into(room, x);
        }
    }

    /** Brings the image encoder's tokens to the width of the transformer. */
    private final class ImageEmbedding {
        private final Tensor[] norms;
        private final Linear up;
        private final Linear down;
        private final @Nullable Tensor positions;

        ImageEmbedding(Weights weights) {
            long d = config.dim();
            long width = config.imageDim();
            this.norms = new Tensor[] {
                weights.exact("norm1.weight", width).to(DataType.F32),
                weights.exact("norm1.bias", width).to(DataType.F32),
                weights.exact("norm2.weight", d).to(DataType.F32),
                weights.exact("norm2.bias", d).to(DataType.F32)
            };
            this.up = linear(weights.at("ff.net.0.proj"), width, width, arithmetic.linear());
            this.down = linear(weights.at("ff.net.2"), width, d, arithmetic.linear());
            this.positions = config.posEmbedSeqLen() > 0
                    ? weights.exact("pos_embed", 1, config.posEmbedSeqLen(), width)
                            .to(DataType.F32)
                    : null;
        }

        Tensor forward(Tensor tokens) {
            return Scope.tidy(() -> {
                var x = tokens.to(DataType.F32);
                var placed = positions == null ? x : x.add(positions);
                var y = up.forward(placed.layerNorm(norms[0], norms[1], IMAGE_EPS))
                        .geluErf();
                return down.forward(y).to(DataType.F32).layerNorm(norms[2], norms[3], IMAGE_EPS);
            });
        }
    }
}
