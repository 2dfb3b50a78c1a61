package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeBands.Cut;
import dev.shotwright.tensor.DataType;
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
    private final Cut cut;
    private final Pointwise postQuant;
    private final List<WanVaeLayer> middle = new ArrayList<>();
    private final List<List<WanVaeLayer>> levels = new ArrayList<>();

    WanVaeDecoder(WanVaeWeights weights, WanVaeConfig config, Arithmetic arithmetic, Cut cut) {
        this.config = config;
        this.cut = cut;
        int z = config.zDim();
        postQuant = new Pointwise(weights.at("post_quant_conv"), z, z, 1, 1, 1);
        var decoder = weights.at("decoder");
        var multiples = config.dimMult().reversed();
        long base = config.decoderBaseDim();
        long channels = base * multiples.getFirst();
        int frames = 1;
        middle.add(new CausalConvolution(decoder.at("conv_in"), z, channels, arithmetic.convolution(), frames));
        middle.addAll(middle(decoder.at("mid_block"), channels, frames, arithmetic));
        for (int i = 0; i < config.levels(); i++) {
            var block = decoder.at("up_blocks").at(i);
            var level = new ArrayList<WanVaeLayer>();
            long in = i == 0 ? channels : channels / 2;
            channels = base * multiples.get(i);
            for (int j = 0; j <= config.numResBlocks(); j++) {
                level.add(new WanVaeResidual(
                        block.at("resnets").at(j), j == 0 ? in : channels, channels, frames, arithmetic));
            }
            if (i < config.levels() - 1) {
                boolean temporal = config.temporalDownsample().reversed().get(i);
                level.add(new WanVaeUpsampler(block.at("upsamplers.0"), channels, channels / 2, temporal, arithmetic));
                frames *= temporal ? 2 : 1;
            } else {
                level.add(new WanVaeHead(decoder, channels, config.outChannels(), frames, arithmetic));
            }
            levels.add(level);
        }
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
     * @return {@code (c, t, 8h, 8w)}, t 1 for the first and then 4, which may overshoot −1 … 1
     */
    Tensor forward(Tensor latent, int chunk, WanVaeStream stream) {
        return Scope.tidy(() -> {
            int scale = config.spatialScale();
            var frames = Tensor.emptyLike(
                    latent.to(DataType.F32),
                    config.outChannels(),
                    chunk == 0 ? 1 : config.temporalScale(),
                    latent.size(0) * scale,
                    latent.size(1) * scale);
            var x = Scope.tidy(() -> {
                stream.begin(chunk, 0, true);
                return WanVaeBands.through(middle, postQuant.forward(latent).unsqueeze(0), stream);
            });
            long[] written = {0};
            new WanVaeBands(levels, cut, chunk, stream, rows -> {
                        frames.narrow(2, written[0], rows.size(1)).copyInPlace(rows.permute(3, 0, 1, 2));
                        written[0] += rows.size(1);
                    })
                    .run(x);
            return frames;
        });
    }
}
