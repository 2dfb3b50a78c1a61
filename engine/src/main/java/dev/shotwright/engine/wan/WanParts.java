package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.models.Configuration;
import dev.shotwright.models.clip.ClipPicture;
import dev.shotwright.models.clip.ClipVisionConfiguration;
import dev.shotwright.models.umt5.Umt5Configuration;
import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.models.wan.WanVaeConfig;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of all parts of a checkpoint.
 *
 * @param clip of the picture encoder; null where there is none
 * @param clipPicture how pictures are prepared for it
 */
public record WanParts(
        WanConfig transformer,
        WanVaeConfig vae,
        Umt5Configuration text,
        @Nullable ClipVisionConfiguration clip,
        @Nullable ClipPicture clipPicture) {

    /** Reads the configurations; where a file came without one, its tensors tell, or Wan 2.1's own sizes hold. */
    public static WanParts of(Checkpoint checkpoint) {
        var transformer = checkpoint.transformer().configuration();
        var vae = checkpoint.vae().configuration();
        var text = checkpoint.textEncoder().configuration();
        var vision = checkpoint.imageEncoder();
        var processor = checkpoint.imageProcessor();
        var parts = new WanParts(
                transformer == null ? inferred(checkpoint) : WanConfig.read(transformer),
                vae == null ? WanVaeConfig.wan21() : WanVaeConfig.of(vae),
                text == null ? Umt5Configuration.XXL : Umt5Configuration.of(text),
                vision == null
                        ? null
                        : ClipVisionConfiguration.of(
                                Configuration.read(vision.weights().resolve("config.json"))),
                processor == null ? null : ClipPicture.of(Configuration.read(processor)));
        if (parts.transformer().textDim() != parts.text().width()) {
            throw mismatch(
                    "text encoder", parts.text().width(), parts.transformer().textDim());
        }
        if (parts.transformer().outChannels() != parts.vae().zDim()) {
            throw mismatch("vae", parts.vae().zDim(), parts.transformer().outChannels());
        }
        return parts;
    }

    /** What the checkpoint was made for. */
    public WanKind kind() {
        if (transformer.inChannels() == transformer.outChannels()) {
            return WanKind.TEXT;
        }
        return transformer.posEmbedSeqLen() > 0 ? WanKind.FIRST_AND_LAST_FRAME : WanKind.FIRST_FRAME;
    }

    private static WanConfig inferred(Checkpoint checkpoint) {
        try (var source = Safetensors.open(checkpoint.transformer().weights())) {
            return WanConfig.of(source);
        }
    }

    private static ShotwrightException mismatch(String part, int given, int expected) {
        return new ShotwrightException(
                ErrorCode.BROKEN_CHECKPOINT,
                "checkpoint",
                "the %s has a width of %d and the transformer takes %d: they do not belong together"
                        .formatted(part, given, expected));
    }
}
