package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeBands.Cut;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.ArrayList;
import java.util.List;

/** The encoding half of the VAE of Wan 2.1, frames to latents; see {@link WanVaeDecoder} for where it comes from. */
final class WanVaeEncoder {
    private final Cut cut;
    private final boolean whole;
    private final List<List<WanVaeLayer>> levels = new ArrayList<>();
    private final List<WanVaeLayer> middle = new ArrayList<>();
    private final Pointwise quant;

    WanVaeEncoder(WanVaeWeights weights, WanVaeConfig config, Arithmetic arithmetic, Cut cut) {
        this.cut = cut;
        whole = !config.attnScales().isEmpty();
        var encoder = weights.at("encoder");
        var blocks = encoder.at("down_blocks");
        long channels = config.baseDim();
        int frames = config.temporalScale();
        int block = 0;
        double scale = 1;
        for (int i = 0; i < config.levels(); i++) {
            var level = new ArrayList<WanVaeLayer>();
            if (i == 0) {
                level.add(new CausalConvolution(
                        encoder.at("conv_in"), config.inChannels(), channels, arithmetic.convolution(), frames));
            }
            long in = channels;
            channels = (long) config.baseDim() * config.dimMult().get(i);
            for (int j = 0; j < config.numResBlocks(); j++) {
                level.add(new WanVaeResidual(blocks.at(block++), j == 0 ? in : channels, channels, frames, arithmetic));
                if (config.attnScales().contains(scale)) {
                    level.add(new WanVaeAttention(blocks.at(block++), channels, arithmetic));
                }
            }
            if (i < config.levels() - 1) {
                boolean temporal = config.temporalDownsample().get(i);
                level.add(new WanVaeDownsampler(blocks.at(block++), channels, temporal, arithmetic));
                frames /= temporal ? 2 : 1;
                scale /= 2;
            }
            levels.add(level);
        }
        middle.addAll(WanVaeDecoder.middle(encoder.at("mid_block"), channels, frames, arithmetic));
        int moments = 2 * config.zDim();
        middle.add(new WanVaeHead(encoder, channels, moments, frames, arithmetic));
        quant = new Pointwise(weights.at("quant_conv"), moments, moments, 1, 1, 1);
    }

    /**
     * Encodes the next frames.
     *
     * @param frames {@code (c, t, h, w)}, t 1 for the first and then 4
     * @return {@code (2z, 1, h / 8, w / 8)}: means, then the logarithms of variances
     */
    Tensor forward(Tensor frames, int chunk, WanVaeStream stream) {
        return Scope.tidy(() -> {
            var x = frames.permute(1, 2, 3, 0); // (t, h, w, c)
            var reduced = whole ? reducedWhole(x, chunk, stream) : reduced(x, chunk, stream);
            stream.begin(chunk, 0, true);
            var y = WanVaeBands.through(middle, reduced, stream);
            return quant.forward(y).permute(3, 0, 1, 2).contiguous();
        });
    }

    private Tensor reduced(Tensor x, int chunk, WanVaeStream stream) { // (1, h / 8, w / 8, c)
        var parts = new ArrayList<Tensor>();
        try (var kept = Scope.detached()) {
            new WanVaeBands(levels, cut, chunk, stream, rows -> parts.add(kept.keep(rows.copy()))).run(x);
            return Tensor.cat(1, parts);
        }
    }

    private Tensor reducedWhole(Tensor x, int chunk, WanVaeStream stream) { // attention takes no bands
        stream.begin(chunk, 0, true);
        var y = x.contiguous();
        for (var level : levels) {
            y = WanVaeBands.through(level, y, stream);
        }
        return y;
    }
}
