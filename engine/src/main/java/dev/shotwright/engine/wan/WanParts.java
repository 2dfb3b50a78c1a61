package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.models.Configuration;
import dev.shotwright.models.clip.ClipPicture;
import dev.shotwright.models.clip.ClipVisionConfiguration;
import dev.shotwright.models.umt5.Umt5Configuration;
import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.models.wan.WanVaeConfig;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of all parts of a checkpoint.
 *
 * @param clip of the picture encoder; null where the transformer takes none
 * @param clipPicture how pictures are prepared for it
 */
public record WanParts(
        WanConfig transformer,
        WanVaeConfig vae,
        Umt5Configuration text,
        @Nullable ClipVisionConfiguration clip,
        @Nullable ClipPicture clipPicture) {

    /** Reads the configurations; where a file came without one, its tensors tell. */
    public static WanParts of(Checkpoint checkpoint) {
        var transformer = transformer(checkpoint.transformer());
        var vision = transformer.withImage() ? vision(checkpoint, transformer) : null;
        var clip = vision == null ? null : dimensions(vision, ClipVisionConfiguration::of, ClipVisionConfiguration::of);
        var parts = new WanParts(
                transformer,
                dimensions(checkpoint.vae(), WanVaeConfig::of, WanVaeConfig::of),
                dimensions(checkpoint.textEncoder(), Umt5Configuration::of, Umt5Configuration::of),
                clip,
                clip == null ? null : picture(checkpoint.imageProcessor(), clip));
        if (parts.transformer().textDim() != parts.text().width()) {
            throw mismatch(
                    "text encoder", parts.text().width(), parts.transformer().textDim());
        }
        if (parts.transformer().outChannels() != parts.vae().zDim()) {
            throw mismatch("vae", parts.vae().zDim(), parts.transformer().outChannels());
        }
        if (clip != null && clip.width() != transformer.imageDim()) {
            throw mismatch("image encoder", clip.width(), transformer.imageDim());
        }
        return parts;
    }

    private static WanConfig transformer(Checkpoint.Part part) {
        var config = part.configuration();
        try (var source = Safetensors.open(part.weights())) {
            return config == null ? WanConfig.of(source) : WanConfig.of(config, source);
        }
    }

    private static Checkpoint.Part vision(Checkpoint checkpoint, WanConfig transformer) {
        var vision = checkpoint.imageEncoder();
        if (vision == null) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND,
                    "--image-encoder",
                    "--image-encoder is missing: %s attends to pictures by a CLIP encoder %d wide, and none lies there; name the folder image_encoder of Wan-AI/Wan2.1-I2V-14B-480P-Diffusers or its safetensors"
                            .formatted(checkpoint.transformer().weights(), transformer.imageDim()));
        }
        return vision;
    }

    private static ClipPicture picture(@Nullable Path processor, ClipVisionConfiguration clip) {
        return processor == null ? ClipPicture.usual(clip.picture()) : ClipPicture.of(Configuration.read(processor));
    }

    private static <T> T dimensions(
            Checkpoint.Part part, Function<Configuration, T> said, Function<TensorSource, T> measured) {
        var config = part.configuration();
        if (config != null) {
            return said.apply(config);
        }
        try (var source = Safetensors.open(part.weights())) {
            return measured.apply(source);
        }
    }

    /** What the checkpoint was made for. */
    public WanKind kind() {
        if (transformer.inChannels() == transformer.outChannels()) {
            return WanKind.TEXT;
        }
        return transformer.posEmbedSeqLen() > 0 ? WanKind.FIRST_AND_LAST_FRAME : WanKind.FIRST_FRAME;
    }

    private static ShotwrightException mismatch(String part, int given, int expected) {
        return new ShotwrightException(
                ErrorCode.BROKEN_CHECKPOINT,
                "checkpoint",
                "the %s has a width of %d and the transformer takes %d: they do not belong together"
                        .formatted(part, given, expected));
    }
}
