package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.List;

/**
 * The memory that the transformer takes beside its weights, in bytes: an estimate, after what {@link WanTransformer} holds at its
 * fullest moments and what the C library was seen to hold back.
 *
 * @param kept the prompts with their keys and values, as long as there are steps
 * @param passing one forward
 */
public record WanTransformerRoom(long kept, long passing) {
    private static final int FLOAT = 4;
    private static final int ATTENTION = 5; // widths: the residual stream, its norm, keys, values, what comes out
    private static final long FEW = 1000; // tokens
    private static final long SMALL = 3L << 20; // elements of a weight that are widened at once for few tokens
    private static final long LARGE = 1L << 26; // and for many
    private static final long SCATTER = 40L << 20;
    private static final long MORE_SCATTER = 180L << 20;

    /**
     * The room for one clip.
     *
     * @param stored the type that matrices are held in
     * @param tokens of the clip
     * @param prompts how many rows of text each prompt has
     * @param pictures how many rows of pictures there are beside each
     */
    public static WanTransformerRoom of(
            WanConfig config,
            DataType stored,
            Arithmetic arithmetic,
            long tokens,
            List<Integer> prompts,
            long pictures) {
        long d = config.dim();
        long rows = 0;
        for (int prompt : prompts) {
            rows += Math.min(prompt, WanConfig.TEXT_LENGTH) + 1 + pictures;
        }
        long kept = rows * d * FLOAT * (2L * config.numLayers() + 1);
        var linear = arithmetic.linear();
        long stream = tokens * d * FLOAT;
        long attention = ATTENTION * stream + widened(stored, linear, tokens, d * d);
        if (arithmetic.attention() != DataType.F32) {
            attention += 3 * stream * arithmetic.attention().bytes() / FLOAT;
        }
        long part = Math.min(tokens, WanTransformer.feedForwardRows(config, 1));
        long feedForward = stream + part * d * FLOAT + widened(stored, linear, part, d * config.ffnDim());
        long room = WanTransformer.room(config, tokens) * linear.bytes();
        long turns = tokens * config.attentionHeadDim() * FLOAT;
        long scatter = SCATTER + Math.min(MORE_SCATTER, ATTENTION * stream);
        long others = (prompts.size() - 1) * stream; // the residual streams of the prompts whose turn it is not
        return new WanTransformerRoom(kept, room + Math.max(attention, feedForward) + others + turns + scatter);
    }

    private static long widened(DataType stored, DataType compute, long tokens, long elements) {
        return stored == compute ? 0 : compute.bytes() * Math.min(elements, tokens > FEW ? LARGE : SMALL);
    }
}
