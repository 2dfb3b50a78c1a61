package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoding half of the VAE of Wan 2.1: latents to frames.
 *
 * <p>Paper: "Wan: Open and Advanced Large-Scale Video Generative Models" (arXiv 2503.20314). Reference: {@code
 * AutoencoderKLWan} of huggingface/diffusers 0.42.1 (Apache-2.0), whose parameter names are used here, after {@code
 * wan/modules/vae.py} of Wan-Video/Wan2.1 at 9737cba (Apache-2.0).
 *
 * <p>What differs from the reference: channels come last; what one latent frame becomes is computed a band of rows at a
 * time; convolutions take the ways of {@link CausalConvolution} and {@link WanVaeUpsampler}; frames are given away as they
 * come, so that memory does not grow with their number.
 */
final class WanVaeDecoder {
    private final WanVaeConfig config;
    private final Pointwise postQuant;
    private final CausalConvolution convIn;
    private final List<WanVaeLayer> mid;
    private final List<WanVaeLayer> up = new ArrayList<>();
    private final WanVaeNorm normOut;
    private final CausalConvolution convOut;

    WanVaeDecoder(WanVaeWeights weights, WanVaeConfig config, Arithmetic arithmetic) {
        this.config = config;
        int z = config.zDim();
        postQuant = new Pointwise(weights.at("post_quant_conv"), z, z, 1, 1, 1);
        var decoder = weights.at("decoder");
        var multiples = config.dimMult().reversed();
        long base = config.decoderBaseDim();
        long channels = base * multiples.getFirst();
        int frames = 1;
        convIn = new CausalConvolution(decoder.at("conv_in"), z, channels, arithmetic.convolution(), frames);
        mid = middle(decoder.at("mid_block"), channels, frames, arithmetic);
        for (int i = 0; i < config.levels(); i++) {
            var block = decoder.at("up_blocks").at(i);
            long in = i == 0 ? channels : channels / 2;
            channels = base * multiples.get(i);
            for (int j = 0; j <= config.numResBlocks(); j++) {
                up.add(new WanVaeResidual(
                        block.at("resnets").at(j), j == 0 ? in : channels, channels, frames, arithmetic));
            }
            if (i < config.levels() - 1) {
                boolean temporal = config.temporalDownsample().reversed().get(i);
                up.add(new WanVaeUpsampler(block.at("upsamplers.0"), channels, channels / 2, temporal, arithmetic));
                frames *= temporal ? 2 : 1;
            }
        }
        normOut = new WanVaeNorm(decoder.at("norm_out"), channels, 1, 1, 1);
        convOut = new CausalConvolution(
                decoder.at("conv_out"), channels, config.outChannels(), arithmetic.convolution(), frames);
    }

    static List<WanVaeLayer> middle(WanVaeWeights weights, long channels, int frames, Arithmetic arithmetic) {
        return List.of(
                new WanVaeResidual(weights.at("resnets.0"), channels, channels, frames, arithmetic),
                new WanVaeAttention(weights.at("attentions.0"), channels, arithmetic),
                new WanVaeResidual(weights.at("resnets.1"), channels, channels, frames, arithmetic));
    }

    /**
     * Decodes the next latent frame.
     *
     * @param latent {@code (h, w, z)}
     * @param rows how many of its rows to take at a time
     * @return {@code (c, t, 8h, 8w)}, t 1 for the first and then 4, which may overshoot −1 … 1
     */
    Tensor forward(Tensor latent, int chunk, long rows, WanVaeStream stream) {
        return Scope.tidy(() -> {
            long h = latent.size(0);
            long scale = config.spatialScale();
            var middle = Scope.tidy(() -> middle(latent, chunk, stream)); // (1, h, w, c)
            var frames = Tensor.emptyLike(
                    middle,
                    config.outChannels(),
                    chunk == 0 ? 1 : config.temporalScale(),
                    h * scale,
                    latent.size(1) * scale);
            long written = 0;
            int band = 0;
            for (long from = 0; from < h; from += rows) {
                long length = Math.min(rows, h - from);
                stream.begin(chunk, band++, from + length == h);
                try (var _ = Scope.open()) {
                    var y = upper(middle.narrow(1, from, length), stream); // (t, r, 8w, c)
                    frames.narrow(2, written, y.size(1)).copyInPlace(y.permute(3, 0, 1, 2));
                    written += y.size(1);
                }
            }
            return frames;
        });
    }

    private Tensor middle(Tensor latent, int chunk, WanVaeStream stream) {
        stream.begin(chunk, 0, true);
        var x = convIn.forward(postQuant.forward(latent).unsqueeze(0), stream);
        return through(mid, x, stream);
    }

    private Tensor upper(Tensor band, WanVaeStream stream) {
        var x = through(up, band, stream);
        return convOut.forward(normOut.activated(x), stream);
    }

    /** Runs a band through layers, each in a scope of its own. */
    static Tensor through(List<WanVaeLayer> layers, Tensor band, WanVaeStream stream) {
        var x = band;
        for (var layer : layers) {
            var input = x;
            x = Scope.tidy(() -> layer.forward(input, stream));
            if (input != band) {
                input.close();
            }
        }
        return x;
    }
}
