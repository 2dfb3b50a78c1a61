package dev.shotwright.models.clip;

import dev.shotwright.tensor.DataType;
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
import java.util.stream.Collectors;

/**
 * The vision encoder of CLIP.
 *
 * <p>Paper: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021 (arXiv 2103.00020).
 * Reference: {@code CLIPVisionModel} of transformers 5.23.0 (Apache-2.0). What differs: the last layer is neither loaded nor
 * computed, since video models take the states before it ({@code hidden_states[-2]}); norms and the residual stream are in
 * 32-bit floats whatever linear layers compute in.
 */
public final class ClipVisionEncoder {
    private static final String MODEL = "vision_model.";
    private static final String LAYERS = MODEL + "encoder.layers.";
    private static final String PROJECTION = "visual_projection.";
    private static final List<String> UNWANTED =
            List.of(MODEL + "post_layernorm.", MODEL + "embeddings.position_ids", PROJECTION);

    private final ClipVisionConfiguration config;
    private final Tensor classToken; // (width)
    private final Tensor patches; // (width, channels, patch, patch)
    private final Tensor positions; // (tokens, width)
    private final Norm norm;
    private final List<Layer> layers = new ArrayList<>();

    /** Loads the encoder from a checkpoint under the names of transformers or those of the original repository. */
    public static Loaded<ClipVisionEncoder> load(
            TensorSource source, Residency residency, ClipVisionConfiguration config, Arithmetic arithmetic) {
        var renamed = named(source);
        var last = LAYERS + (config.layers() - 1) + ".";
        var unwanted = renamed.names().stream()
                .filter(name -> name.startsWith(last)
                        || !name.startsWith(MODEL)
                        || UNWANTED.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
        return Weights.load(
                renamed,
                residency,
                unwanted,
                arithmetic.device(),
                weights -> new ClipVisionEncoder(weights, config, arithmetic));
    }

    /** The source under the names of transformers, but for what the original repository stores in another shape. */
    static RenamedSource named(TensorSource source) {
        boolean original = OpenClipNames.original(source.names());
        return new RenamedSource(source, original ? OpenClipNames::reference : ClipVisionEncoder::name);
    }

    private static String name(String original) {
        return original.startsWith(MODEL) || original.startsWith(PROJECTION) ? original : MODEL + original;
    }

    /** Takes its parameters from {@code weights} by the names of transformers. */
    public ClipVisionEncoder(Weights weights, ClipVisionConfiguration config, Arithmetic arithmetic) {
        this.config = config;
        var model = weights.at("vision_model");
        var embeddings = model.at("embeddings");
        classToken = either(embeddings, "class_embedding", "cls_embedding", config.width())
                .reshape(config.width())
                .to(DataType.F32);
        patches = embeddings
                .exact("patch_embedding.weight", config.width(), config.channels(), config.patch(), config.patch())
                .to(DataType.F32);
        positions = either(embeddings, "position_embedding.weight", "pos_embedding", config.tokens(), config.width())
                .reshape(config.tokens(), config.width())
                .to(DataType.F32);
        norm = new Norm(model.at("pre_layrnorm"), config);
        for (int i = 0; i < config.layers() - 1; i++) {
            layers.add(new Layer(model.at("encoder").at("layers").at(i), config, arithmetic));
        }
    }

    /** A parameter by its name, or by its original name with dimensions of 1 before the others, of which there are 3. */
    private static Tensor either(Weights weights, String name, String original, long... shape) {
        if (weights.has(name) || !weights.has(original)) {
            return weights.exact(name, shape);
        }
        var padded = new long[] {1, 1, 1};
        System.arraycopy(shape, 0, padded, padded.length - shape.length, shape.length);
        return weights.exact(original, padded);
    }

    /**
     * Image tokens {@code (b, tokens, width)} in 32-bit floats, the class token first.
     *
     * @param pixels {@code (b, channels, h, w)}, as {@link ClipPicture} gives them
     */
    public Tensor encode(Tensor pixels) {
        if (pixels.rank() != 4
                || pixels.size(1) != config.channels()
                || pixels.size(2) != config.picture()
                || pixels.size(3) != config.picture()) {
            throw ShotwrightException.invalid(
                    "pixels",
                    pixels,
                    "(b, %d, %d, %d)".formatted(config.channels(), config.picture(), config.picture()));
        }
        return Scope.tidy(() -> {
            var x = embed(pixels);
            for (var layer : layers) {
                var before = x;
                x = Scope.tidy(() -> layer.forward(before));
                layer.weights.release();
            }
            return x;
        });
    }

    Tensor embed(Tensor pixels) { // (b, tokens, width)
        return Scope.tidy(() -> {
            long[] stride = {config.patch(), config.patch()};
            var grid = pixels.to(classToken.device()).to(DataType.F32).conv2d(patches, null, stride, new long[] {0, 0});
            var first = classToken.expand(pixels.size(0), 1, config.width());
            var tokens = Tensor.cat(1, first, grid.flatten(2, 3).transpose(1, 2));
            return norm.forward(tokens.add(positions));
        });
    }

    Layer layer(int index) {
        return layers.get(index);
    }

    /** Self-attention, then a feed-forward network, each of the normalised input and added to it. */
    static final class Layer {
        private final Weights weights;
        private final ClipVisionConfiguration config;
        private final Arithmetic arithmetic;
        private final Norm attentionNorm;
        private final Linear q;
        private final Linear k;
        private final Linear v;
        private final Linear o;
        private final Norm feedForwardNorm;
        private final Linear in;
        private final Linear out;

        Layer(Weights weights, ClipVisionConfiguration config, Arithmetic arithmetic) {
            this.weights = weights;
            this.config = config;
            this.arithmetic = arithmetic;
            int width = config.width();
            attentionNorm = new Norm(weights.at("layer_norm1"), config);
            var attention = weights.at("self_attn");
            q = projection(attention, "q_proj", 0);
            k = projection(attention, "k_proj", 1);
            v = projection(attention, "v_proj", 2);
            o = linear(attention.at("out_proj"), width, width);
            feedForwardNorm = new Norm(weights.at("layer_norm2"), config);
            in = linear(weights.at("mlp").at("fc1"), config.hidden(), width);
            out = linear(weights.at("mlp").at("fc2"), width, config.hidden());
        }

        /** One of the three, which the original repository keeps below one another in one matrix. */
        private Linear projection(Weights attention, String name, int index) {
            int width = config.width();
            if (attention.has(name + ".weight") || !attention.has("qkv.weight")) {
                return linear(attention.at(name), width, width);
            }
            var all = attention.at("qkv");
            return new Linear(
                    all.tensor("weight", 3L * width, width).narrow(0, (long) index * width, width),
                    all.exact("bias", 3L * width).narrow(0, (long) index * width, width),
                    arithmetic.linear());
        }

        private Linear linear(Weights weights, int to, int from) {
            return new Linear(weights.tensor("weight", to, from), weights.exact("bias", to), arithmetic.linear());
        }

        Tensor forward(Tensor x) { // (b, tokens, width)
            var y = x.add(attention(attentionNorm.forward(x).to(arithmetic.linear())));
            return y.addInPlace(feedForward(feedForwardNorm.forward(y)));
        }

        private Tensor attention(Tensor x) {
            double scale = 1 / Math.sqrt((double) config.width() / config.heads());
            return o.forward(Attention.of(
                    heads(q.forward(x)),
                    heads(k.forward(x)),
                    heads(v.forward(x)),
                    null,
                    scale,
                    arithmetic.attention(),
                    arithmetic.threads()));
        }

        private Tensor heads(Tensor x) { // (b, tokens, width) → (b, heads, tokens, width / heads)
            return x.reshape(x.size(0), x.size(1), config.heads(), -1).transpose(1, 2);
        }

        private Tensor feedForward(Tensor x) {
            var hidden = in.forward(x);
            return out.forward(
                    switch (config.activation()) {
                        case GELU -> hidden.geluErf();
                        case QUICK_GELU -> hidden.mul(hidden.mul(1.702).sigmoid());
                    });
        }
    }

    /** Layer normalisation with weight and bias. */
    private record Norm(Tensor weight, Tensor bias, double epsilon) {
        Norm(Weights weights, ClipVisionConfiguration config) {
            this(
                    weights.exact("weight", config.width()).to(DataType.F32),
                    weights.exact("bias", config.width()).to(DataType.F32),
                    config.epsilon());
        }

        Tensor forward(Tensor x) {
            return x.layerNorm(weight, bias, epsilon);
        }
    }
}
