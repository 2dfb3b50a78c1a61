package dev.shotwright.engine.wan;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.Pixels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is drawn with where the request does not say.
 *
 * @param shift null for what the checkpoint says
 * @param trained the sizes that the model was trained at; none where that is not known
 * @param trainedFrames 0 where that is not known
 */
record WanDefaults(
        int steps, double guidance, @Nullable Double shift, List<Pixels> trained, int trainedFrames, String negative) {

    /** What the reference takes for a checkpoint that it knows nothing of. */
    static final WanDefaults REFERENCE = new WanDefaults(50, 5, null, List.of(), 0, "");

    WanDefaults {
        trained = List.copyOf(trained);
    }

    private record Book(Map<String, WanDefaults> models) {}

    /** What the original takes for one of its models. */
    static WanDefaults of(String model) {
        try (var stream = WanDefaults.class.getResourceAsStream("defaults.yaml")) {
            if (stream == null) {
                throw new IOException("defaults.yaml is not on the class path");
            }
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            var known = Documents.yaml().read(Book.class, text).models().get(model);
            if (known == null) {
                throw new ShotwrightException(ErrorCode.UNKNOWN_MODEL, "model", "model is '%s'".formatted(model));
            }
            return known;
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "the defaults of Wan cannot be read", e);
        }
    }
}
