package dev.shotwright.models.clip;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.Resampling;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Arrays;
import java.util.List;

/**
 * What a picture goes through before {@link ClipVisionEncoder}: resized by its short edge, cropped about its centre, normalised.
 *
 * <p>Reference: {@code CLIPImageProcessorPil} of transformers 5.23.0 (Apache-2.0), with the same bytes after resizing.
 *
 * @param shortEdge the length that the short edge is resized to
 * @param height what is cropped; not above {@code shortEdge}
 * @param width what is cropped; not above {@code shortEdge}
 * @param scale what bytes are multiplied by
 * @param mean of each channel
 * @param deviation of each channel
 */
public record ClipPicture(
        int shortEdge, int height, int width, double scale, List<Double> mean, List<Double> deviation) {

    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final int BICUBIC = 3; // as Pillow counts its filters

    public ClipPicture {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (height < 1 || width < 1 || Math.max(height, width) > shortEdge) {
            throw ShotwrightException.invalid(
                    "crop_size", width + "x" + height, "1x1 to " + shortEdge + "x" + shortEdge);
        }
        if (mean.size() != 3 || deviation.size() != 3) {
            throw ShotwrightException.invalid("image_mean", mean + " and " + deviation, "three numbers each");
        }
    }

    /** What CLIP was trained with, for an encoder of square pictures that came without a configuration. */
    public static ClipPicture usual(int side) {
        return new ClipPicture(side, side, side, 1.0 / 255, MEAN, DEVIATION);
    }

    /** Reads {@code image_processor/preprocessor_config.json}. */
    public static ClipPicture of(Configuration config) {
        for (var step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
            require(config, step, config.flag(step, true), true);
        }
        require(config, "resample", config.integer("resample", BICUBIC), BICUBIC);
        int shortEdge =
                config.isObject("size") ? config.object("size").integer("shortest_edge") : config.integer("size");
        boolean oblong = config.isObject("crop_size");
        return new ClipPicture(
                shortEdge,
                oblong ? config.object("crop_size").integer("height") : config.integer("crop_size"),
                oblong ? config.object("crop_size").integer("width") : config.integer("crop_size"),
                config.number("rescale_factor", 1.0 / 255),
                numbers(config, "image_mean"),
                numbers(config, "image_std"));
    }

    /** {@code (1, 3, height, width)} of a picture of any size, {@code (h, w, 3)} bytes. */
    public Tensor pixels(Tensor picture) {
        if (picture.rank() != 3 || picture.size(2) != 3) {
            throw ShotwrightException.invalid("picture", picture, "u8 (height, width, 3)");
        }
        return Scope.tidy(() -> {
            long h = picture.size(0);
            long w = picture.size(1);
            long longEdge = (long) ((double) (shortEdge * Math.max(h, w)) / Math.min(h, w));
            int newHeight = Math.toIntExact(h < w ? shortEdge : longEdge);
            int newWidth = Math.toIntExact(h < w ? longEdge : shortEdge);
            var cropped = Resampling.BICUBIC
                    .resize(picture, newHeight, newWidth)
                    .narrow(0, (newHeight - height) / 2, height)
                    .narrow(1, (newWidth - width) / 2, width);
            return cropped.to(DataType.F64)
                    .mul(scale)
                    .to(DataType.F32)
                    .sub(channels(mean))
                    .div(channels(deviation))
                    .permute(2, 0, 1)
                    .unsqueeze(0)
                    .contiguous();
        });
    }

    private static Tensor channels(List<Double> values) {
        return Tensor.of(values.stream().mapToDouble(Double::doubleValue).toArray(), 3)
                .to(DataType.F32);
    }

    private static List<Double> numbers(Configuration config, String field) {
        return Arrays.stream(config.numbers(field)).boxed().toList();
    }

    private static void require(Configuration config, String field, Object given, Object accepted) {
        if (!given.equals(accepted)) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    field,
                    "%s: %s is %s; accepted is %s".formatted(config, field, given, accepted));
        }
    }
}
