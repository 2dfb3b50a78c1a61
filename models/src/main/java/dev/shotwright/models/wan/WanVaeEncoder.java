package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.ArrayList;
import java.util.List;

/** The encoding half of the VAE of Wan 2.1, frames to latents; see {@link WanVaeDecoder} for where it comes from. */
final class WanVaeEncoder {
    private final WanVaeConfig config;
    private final CausalConvolution convIn;
    private final List<WanVaeLayer> down = new ArrayList<>();
    private final List<WanVaeLayer> mid;
    private final WanVaeNorm normOut;
    private final CausalConvolution convOut;
    private final Pointwise quant;

    WanVaeEncoder(WanVaeWeights weights, WanVaeConfig config, Arithmetic arithmetic) {
        this.config = config;
        var encoder = weights.at("encoder");
        var blocks = encoder.at("down_blocks");
        long channels = config.baseDim();
        int frames = config.temporalScale();
        convIn = new CausalConvolution(
                encoder.at("conv_in"), config.inChannels(), channels, arithmetic.convolution(), frames);
        double scale = 1;
        for (int i = 0; i < config.levels(); i++) {
            long in = channels;
            channels = (long) config.baseDim() * config.dimMult().get(i);
            for (int j = 0; j < config.numResBlocks(); j++) {
                down.add(new WanVaeResidual(
                        blocks.at(down.size()), j == 0 ? in : channels, channels, frames, arithmetic));
                if (config.attnScales().contains(scale)) {
                    down.add(new WanVaeAttention(blocks.at(down.size()), channels, arithmetic));
                }
            }
            if (i < config.levels() - 1) {
                boolean temporal = config.temporalDownsample().get(i);
                down.add(new WanVaeDownsampler(blocks.at(down.size()), channels, temporal, arithmetic));
                frames /= temporal ? 2 : 1;
                scale /= 2;
            }
        }
        mid = WanVaeDecoder.middle(encoder.at("mid_block"), channels, frames, arithmetic);
        normOut = new WanVaeNorm(encoder.at("norm_out"), channels, 1, 1, 1);
        int moments = 2 * config.zDim();
        convOut = new CausalConvolution(encoder.at("conv_out"), channels, moments, arithmetic.convolution(), frames);
        quant = new Pointwise(weights.at("quant_conv"), moments, moments, 1, 1, 1);
    }

    /**
     * Encodes the next frames.
     *
     * @param frames {@code (c, t, h, w)}, t 1 for the first and then 4
     * @param rows how many latent rows to take at a time
     * @return {@code (2z, 1, h / 8, w / 8)}: means, then the logarithms of variances
     */
    Tensor forward(Tensor frames, int chunk, long rows, WanVaeStream stream) {
        return Scope.tidy(() -> {
            long h = frames.size(2);
            long step = config.attnScales().isEmpty() ? rows * config.spatialScale() : h;
            var parts = new ArrayList<Tensor>();
            int band = 0;
            for (long from = 0; from < h; from += step) {
                long length = Math.min(step, h - from);
                stream.begin(chunk, band++, from + length == h);
                var part = frames.narrow(2, from, length);
                parts.add(Scope.tidy(() -> lower(part, stream)));
            }
            stream.begin(chunk, 0, true);
            var x = WanVaeDecoder.through(mid, Tensor.cat(1, parts), stream);
            var y = convOut.forward(normOut.activated(x), stream);
            return quant.forward(y).permute(3, 0, 1, 2).contiguous();
        });
    }

    private Tensor lower(Tensor band, WanVaeStream stream) {
        var x = convIn.forward(band.permute(1, 2, 3, 0).contiguous(), stream);
        return WanVaeDecoder.through(down, x, stream);
    }
}
