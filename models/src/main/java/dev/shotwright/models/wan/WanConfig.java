package dev.shotwright.models.wan;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.RenamedSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The dimensions of a Wan 2.1 transformer, named as in {@code transformer/config.json}.
 *
 * @param inChannels 16 of noise; 36 with the 4 mask and 16 picture channels of image to video
 * @param imageDim width of the image tokens, 0 without an image encoder
 * @param posEmbedSeqLen how many image tokens two pictures make together, 0 for one picture
 */
public record WanConfig(
        int numLayers,
        int numAttentionHeads,
        int attentionHeadDim,
        int ffnDim,
        int inChannels,
        int outChannels,
        int textDim,
        int freqDim,
        double eps,
        int imageDim,
        int posEmbedSeqLen) {

    /** How many latent pixels a token spans in height and in width. */
    public static final int PATCH = 2;

    private static final int HEAD = 128;

    /** How many text tokens the transformer attends to, padding included. */
    public static final int TEXT_LENGTH = 512;

    /**
     * Reads the {@code config.json} of either layout; the original one says nothing of text and pictures, whose widths are
     * measured by the tensors.
     */
    public static WanConfig of(Configuration file, TensorSource source) {
        return file.has("dim") ? original(file, of(source)) : read(file);
    }

    private static WanConfig original(Configuration file, WanConfig measured) {
        int heads = file.integer("num_heads");
        return new WanConfig(
                file.integer("num_layers"),
                heads,
                file.integer("dim") / heads,
                file.integer("ffn_dim"),
                file.integer("in_dim"),
                file.integer("out_dim"),
                measured.textDim(),
                file.integer("freq_dim"),
                file.number("eps", 1e-6),
                measured.imageDim(),
                measured.posEmbedSeqLen());
    }

    /** Reads {@code transformer/config.json}; what this implementation does not know is refused. */
    public static WanConfig read(Configuration file) {
        fixed(file, "patch_size", Arrays.equals(file.integers("patch_size"), new int[] {1, PATCH, PATCH}), "[1, 2, 2]");
        fixed(file, "cross_attn_norm", file.flag("cross_attn_norm", true), "true");
        fixed(
                file,
                "qk_norm",
                Objects.equals(file.word("qk_norm", "rms_norm_across_heads"), "rms_norm_across_heads"),
                "rms_norm_across_heads");
        return new WanConfig(
                file.integer("num_layers"),
                file.integer("num_attention_heads"),
                file.integer("attention_head_dim"),
                file.integer("ffn_dim"),
                file.integer("in_channels"),
                file.integer("out_channels"),
                file.integer("text_dim"),
                file.integer("freq_dim"),
                file.number("eps", 1e-6),
                file.integer("image_dim", 0),
                file.integer("pos_embed_seq_len", 0));
    }

    /**
     * Reads the dimensions off the tensors of a file that came without a configuration, under either kind of names; a head
     * has 128 channels, as in every model of Wan 2.1.
     */
    public static WanConfig of(TensorSource source) {
        var named = new RenamedSource(source, WanNames.original(source.names()) ? WanNames::reference : WanNames::bare);
        var patch = named.shape("patch_embedding.weight");
        var time = named.shape("condition_embedder.time_embedder.linear_1.weight");
        var text = named.shape("condition_embedder.text_embedder.linear_1.weight");
        var feedForward = named.shape("blocks.0.ffn.net.0.proj.weight");
        var picture = "condition_embedder.image_embedder.norm1.weight";
        var positions = "condition_embedder.image_embedder.pos_embed";
        int layers = 0;
        while (named.names().contains("blocks." + layers + ".scale_shift_table")) {
            layers++;
        }
        return new WanConfig(
                layers,
                Math.toIntExact(patch[0] / HEAD),
                HEAD,
                Math.toIntExact(feedForward[0]),
                Math.toIntExact(patch[1]),
                Math.toIntExact(named.shape("proj_out.weight")[0] / (PATCH * PATCH)),
                Math.toIntExact(text[1]),
                Math.toIntExact(time[1]),
                1e-6,
                named.names().contains(picture) ? Math.toIntExact(named.shape(picture)[0]) : 0,
                named.names().contains(positions) ? Math.toIntExact(named.shape(positions)[1]) : 0);
    }

    /** Width of a token. */
    public int dim() {
        return numAttentionHeads * attentionHeadDim;
    }

    /** Whether image tokens are attended to beside the text. */
    public boolean withImage() {
        return imageDim > 0;
    }

    /** How many parameters the linear layers of one block have. */
    public long blockParameters() {
        long d = dim();
        return 8 * d * d + 2 * d * ffnDim + (withImage() ? 2 * d * d : 0);
    }

    /**
     * How many floating-point operations one forward takes.
     *
     * @param tokens of the video
     * @param text how many keys the text has
     */
    public double operations(long tokens, long text) {
        double d = dim();
        double block =
                2.0 * tokens * (6 * d * d + 2 * d * ffnDim) + 4.0 * tokens * tokens * d + 4.0 * tokens * text * d;
        return numLayers * block;
    }

    private static void fixed(Configuration file, String field, boolean known, String accepted) {
        if (!known) {
            throw new ShotwrightException(
                    ErrorCode.UNKNOWN_MODEL, field, "%s: %s; accepted is %s".formatted(file, field, accepted));
        }
    }
}
