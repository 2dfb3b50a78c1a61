package dev.shotwright.models.wan;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.RenamedSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The dimensions of a Wan VAE, named as in {@code vae/config.json}.
 *
 * @param baseDim channels of the encoder's first level
 * @param decoderBaseDim channels of the decoder's last level
 * @param zDim channels of a latent
 * @param dimMult channels of each level, as multiples of the base
 * @param numResBlocks residual blocks of an encoder's level; a decoder's has one more
 * @param attnScales scales, 1 for whole pictures, at which the encoder has attention
 * @param temporalDownsample which levels but the last halve the number of frames
 * @param inChannels colours of a frame that is encoded
 * @param outChannels colours of a frame that is decoded
 * @param latentsMean mean of each latent channel
 * @param latentsStd standard deviation of each latent channel
 */
public record WanVaeConfig(
        int baseDim,
        int decoderBaseDim,
        int zDim,
        List<Integer> dimMult,
        int numResBlocks,
        List<Double> attnScales,
        List<Boolean> temporalDownsample,
        int inChannels,
        int outChannels,
        List<Double> latentsMean,
        List<Double> latentsStd) {
    private static final String FIRST = "encoder.conv_in.weight";

    public WanVaeConfig {
        dimMult = List.copyOf(dimMult);
        attnScales = List.copyOf(attnScales);
        temporalDownsample = List.copyOf(temporalDownsample);
        latentsMean = List.copyOf(latentsMean);
        latentsStd = List.copyOf(latentsStd);
        positive("base_dim", baseDim);
        positive("decoder_base_dim", decoderBaseDim);
        positive("z_dim", zDim);
        positive("num_res_blocks", numResBlocks);
        positive("in_channels", inChannels);
        positive("out_channels", outChannels);
        if (dimMult.isEmpty()) {
            throw ShotwrightException.invalid("dim_mult", dimMult, "a list that is not empty");
        }
        dimMult.forEach(multiple -> positive("dim_mult", multiple));
        if (temporalDownsample.size() != dimMult.size() - 1) {
            throw ShotwrightException.invalid(
                    "temperal_downsample",
                    temporalDownsample,
                    (dimMult.size() - 1) + " values, one less than dim_mult");
        }
        sized("latents_mean", latentsMean, zDim);
        sized("latents_std", latentsStd, zDim);
    }

    /**
     * Reads {@code vae/config.json}.
     *
     * @throws ShotwrightException with {@link ErrorCode#MALFORMED_DOCUMENT} if a field is missing or of another kind, and
     *     {@link ErrorCode#UNSUPPORTED_FORMAT} for the residual, patched VAE of Wan 2.2
     */
    public static WanVaeConfig of(Configuration configuration) {
        if (configuration.flag("is_residual", false) || configuration.has("patch_size")) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "is_residual",
                    configuration + ": a residual or patched VAE (Wan 2.2) is not supported; the one of Wan 2.1 is");
        }
        int base = configuration.integer("base_dim");
        return new WanVaeConfig(
                base,
                configuration.integer("decoder_base_dim", base),
                configuration.integer("z_dim"),
                Arrays.stream(configuration.integers("dim_mult")).boxed().toList(),
                configuration.integer("num_res_blocks"),
                Arrays.stream(configuration.numbers("attn_scales")).boxed().toList(),
                booleans(configuration.flags("temperal_downsample")),
                configuration.integer("in_channels", 3),
                configuration.integer("out_channels", 3),
                Arrays.stream(configuration.numbers("latents_mean")).boxed().toList(),
                Arrays.stream(configuration.numbers("latents_std")).boxed().toList());
    }

    /**
     * Reads the dimensions off the tensors of a file that came without a configuration, under either kind of names; the means
     * and deviations of the latents are those of Wan 2.1.
     */
    public static WanVaeConfig of(TensorSource source) {
        var usual = wan21();
        var named = new RenamedSource(source, name -> WanVaeNames.reference(name, usual));
        if (!named.names().contains(FIRST)) {
            return usual; // a decoder alone
        }
        var multiples = new ArrayList<Integer>();
        var temporal = new ArrayList<Boolean>();
        long base = named.shape(FIRST)[0];
        long width = base;
        int layers = 0;
        int residuals = 0;
        for (var layer = layer(0); ; layer = layer(layers)) {
            if (named.names().contains(layer + "conv1.weight")) {
                width = named.shape(layer + "conv1.weight")[0];
                residuals += multiples.isEmpty() ? 1 : 0;
            } else if (named.names().contains(layer + "resample.1.weight")) {
                multiples.add(Math.toIntExact(width / base));
                temporal.add(named.names().contains(layer + "time_conv.weight"));
            } else {
                break;
            }
            layers++;
        }
        if (layers == 0) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT, "--vae", source + " is no VAE of Wan 2.1, which alone is supported");
        }
        multiples.add(Math.toIntExact(width / base));
        return new WanVaeConfig(
                Math.toIntExact(base),
                Math.toIntExact(named.shape("decoder.norm_out.gamma")[0] / multiples.getFirst()),
                Math.toIntExact(named.shape("post_quant_conv.weight")[0]),
                multiples,
                residuals,
                usual.attnScales(),
                temporal,
                Math.toIntExact(named.shape(FIRST)[1]),
                Math.toIntExact(named.shape("decoder.conv_out.weight")[0]),
                usual.latentsMean(),
                usual.latentsStd());
    }

    private static String layer(int index) {
        return "encoder.down_blocks." + index + ".";
    }

    /** The VAE that all models of Wan 2.1 share. */
    public static WanVaeConfig wan21() {
        return new WanVaeConfig(
                96,
                96,
                16,
                List.of(1, 2, 4, 4),
                2,
                List.of(),
                List.of(false, true, true),
                3,
                3,
                List.of(
                        -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715, 0.5517,
                        -0.3632, -0.1922, -0.9497, 0.2503, -0.2921),
                List.of(
                        2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652, 1.5579,
                        1.6382, 1.1253, 2.8251, 1.9160));
    }

    /** How many levels there are, of different height and width. */
    int levels() {
        return dimMult.size();
    }

    /** How many pixels one latent stands for in each direction. */
    public int spatialScale() {
        return 1 << (levels() - 1);
    }

    /** How many frames one latent frame stands for; the first stands for one. */
    public int temporalScale() {
        return 1 << temporalDownsample.stream().filter(Boolean::booleanValue).count();
    }

    /** Latents {@code (b, z, f, h, w)} from the VAE as the transformer takes them: mean 0, deviation 1. */
    public Tensor normalise(Tensor latents) {
        return latents.sub(constants(latentsMean)).div(constants(latentsStd));
    }

    /** Latents {@code (b, z, f, h, w)} from the transformer as the VAE takes them. */
    public Tensor denormalise(Tensor latents) {
        return latents.mul(constants(latentsStd)).add(constants(latentsMean));
    }

    private static Tensor constants(List<Double> values) {
        var floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return Tensor.of(floats, 1, floats.length, 1, 1, 1);
    }

    private static List<Boolean> booleans(boolean[] flags) {
        var list = new Boolean[flags.length];
        Arrays.setAll(list, i -> flags[i]);
        return List.of(list);
    }

    private static void positive(String field, int value) {
        if (value < 1) {
            throw ShotwrightException.invalid(field, value, "1 or more");
        }
    }

    private static void sized(String field, List<Double> values, int size) {
        if (values.size() != size) {
            throw ShotwrightException.invalid(field, values.size() + " values", size + ", one for each of z_dim");
        }
    }
}
