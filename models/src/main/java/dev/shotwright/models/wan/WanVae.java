package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeBands.Cut;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Loaded;
import dev.shotwright.tensor.weights.RenamedSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The causal video VAE of Wan 2.1: 8×8 pixels of the first frame, and then of four frames at a time, are one latent.
 *
 * <p>Frames are from −1 to 1. Latents are as the VAE makes them; {@link WanVaeConfig#normalise} and {@link
 * WanVaeConfig#denormalise} go to and from those of the transformer. Both ways run chunk by chunk, so that memory does not
 * grow with the length of a video, and within a chunk band by band of rows. Work can be stopped between native calls, by the
 * {@link Scope#pause pause} of the caller's scope.
 */
public final class WanVae {
    private final WanVaeConfig config;
    private final Device device;
    private final @Nullable WanVaeEncoder encoder;
    private final @Nullable WanVaeDecoder decoder;

    private WanVae(
            WanVaeConfig config, Device device, @Nullable WanVaeEncoder encoder, @Nullable WanVaeDecoder decoder) {
        this.config = config;
        this.device = device;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    /** A direction that a VAE can be loaded for. */
    public enum Half {
        ENCODER("encoder.", "quant_conv."),
        DECODER("decoder.", "post_quant_conv.");

        private final String path;
        private final String latents;

        Half(String path, String latents) {
            this.path = path;
            this.latents = latents;
        }

        private boolean has(String name) {
            return name.startsWith(path) || name.startsWith(latents);
        }
    }

    /** Where frames to encode come from. */
    @FunctionalInterface
    public interface FrameSource {
        /** Frames {@code first} to {@code first + count − 1} as {@code (b, c, count, h, w)}, from −1 to 1. */
        Tensor frames(long first, long count);
    }

    /**
     * Loads what is needed of a VAE into memory of its own, whatever names its parameters go by; {@code source} may be closed
     * afterwards.
     *
     * @throws ShotwrightException with {@code BROKEN_CHECKPOINT}, listing every parameter that is missing, left over or of
     *     another shape
     */
    public static Loaded<WanVae> load(
            TensorSource source, WanVaeConfig config, Arithmetic arithmetic, Set<Half> halves) {
        return load(source, config, arithmetic, halves, arithmetic.device() == Device.CPU ? Cut.USUAL : Cut.NONE);
    }

    static Loaded<WanVae> load(
            TensorSource source, WanVaeConfig config, Arithmetic arithmetic, Set<Half> halves, Cut cut) {
        var named = WanVaeNames.original(source.names())
                ? new RenamedSource(source, name -> WanVaeNames.reference(name, config))
                : source;
        var unwanted = named.names().stream()
                .filter(name -> Arrays.stream(Half.values()).anyMatch(half -> half.has(name) && !halves.contains(half)))
                .collect(Collectors.toSet());
        var forms = new ArrayList<WanVaeWeights>();
        var loaded = Weights.load(named, Residency.mapped(), unwanted, arithmetic.device(), weights -> {
            var all = new WanVaeWeights(weights);
            forms.add(all);
            return new WanVae(
                    config,
                    arithmetic.device(),
                    halves.contains(Half.ENCODER) ? new WanVaeEncoder(all, config, arithmetic, cut) : null,
                    halves.contains(Half.DECODER) ? new WanVaeDecoder(all, config, arithmetic, cut) : null);
        });
        try {
            long bytes = forms.getLast().lay(loaded.scope());
            named.names().forEach(named::release);
            return new Loaded<>(loaded.model(), loaded.scope(), bytes, 0);
        } catch (RuntimeException | Error e) {
            loaded.close();
            throw e;
        }
    }

    /** The names and shapes of all parameters, as if each were of one type: for blank checkpoints. */
    public static Map<String, TensorForm> forms(DataType type, WanVaeConfig config) {
        return Weights.forms(type, weights -> {
            var all = new WanVaeWeights(weights);
            return new WanVae(
                    config,
                    Device.CPU,
                    new WanVaeEncoder(all, config, Arithmetic.F32, Cut.USUAL),
                    new WanVaeDecoder(all, config, Arithmetic.F32, Cut.USUAL));
        });
    }

    public WanVaeConfig config() {
        return config;
    }

    /**
     * Decodes latents frame by frame.
     *
     * @param latents {@code (b, z, f, h, w)}
     * @param tiles null to decode whole pictures; with tiles the first frames come when the last tile is done, from a temporary
     *     file
     * @param consumer takes {@code (b, c, 1, 8h, 8w)} and then {@code (b, c, 4, 8h, 8w)} as often as there are more latent
     *     frames, clamped to −1 … 1; each lives as long as the call
     */
    public void decode(Tensor latents, @Nullable WanVaeTiles tiles, Consumer<Tensor> consumer) {
        if (decoder == null) {
            throw new IllegalStateException("the VAE was loaded without its decoder");
        }
        if (latents.rank() != 5 || latents.size(1) != config.zDim() || latents.count() == 0) {
            throw ShotwrightException.invalid("latents", latents, "(b, %d, f, h, w)".formatted(config.zDim()));
        }
        var pass = new WanVaePass(
                tiles,
                1,
                config.spatialScale(),
                (latent, chunk, stream) ->
                        decoder.forward(latent.to(device).permute(1, 2, 0).contiguous(), chunk, stream));
        pass.run(
                (int) latents.size(2),
                chunk -> latents.select(2, chunk),
                frames -> consumer.accept(frames.clamp(-1, 1)));
    }

    /**
     * Encodes frames; the first one alone and then four at a time are asked for, and all again for every tile.
     *
     * @param count how many frames there are: 1 more than a multiple of 4
     * @param tiles null to encode whole pictures
     * @return the means of the latents on the CPU, {@code (b, z, 1 + (count − 1) / 4, h / 8, w / 8)}
     */
    public Tensor encode(long count, @Nullable WanVaeTiles tiles, FrameSource source) {
        if (encoder == null) {
            throw new IllegalStateException("the VAE was loaded without its encoder");
        }
        int each = config.temporalScale();
        if (count < 1 || (count - 1) % each != 0) {
            throw ShotwrightException.invalid("frames", count, "1 more than a multiple of " + each);
        }
        return Scope.tidy(() -> {
            var latents = new ArrayList<Tensor>();
            try (var kept = Scope.detached()) {
                new WanVaePass(tiles, config.spatialScale(), 1, encoder::forward)
                        .run(
                                Math.toIntExact(1 + (count - 1) / each),
                                chunk -> checked(
                                        chunk == 0 ? source.frames(0, 1) : source.frames(1 + (chunk - 1L) * each, each),
                                        chunk == 0 ? 1 : each),
                                moments -> latents.add(kept.keep(
                                        moments.narrow(1, 0, config.zDim()).copy())));
                return Tensor.cat(2, latents).to(Device.CPU);
            }
        });
    }

    private Tensor checked(Tensor frames, long count) {
        int scale = config.spatialScale();
        boolean fits = frames.rank() == 5
                && frames.size(1) == config.inChannels()
                && frames.size(2) == count
                && frames.size(3) % scale == 0
                && frames.size(4) % scale == 0
                && frames.count() > 0;
        if (!fits) {
            throw ShotwrightException.invalid(
                    "frames",
                    frames,
                    "(b, %d, %d, h, w) with h and w multiples of %d".formatted(config.inChannels(), count, scale));
        }
        return frames.to(device);
    }
}
