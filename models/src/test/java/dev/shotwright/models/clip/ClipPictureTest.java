package dev.shotwright.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.Pictures;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipPictureTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> DEVIATION = List.of(0.26862954, 0.26130258, 0.27577711);

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall", "small", "square", "strip", "exact", "last", "large"})
    void a_picture_is_prepared_as_the_reference_does_it(String name) {
        var config = FIXTURES.resolve("checkpoints/wan-i2v-tiny/image_processor/preprocessor_config.json");
        same(ClipPicture.of(Configuration.read(config)), name, "pixels.28." + name, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "large", "tall"})
    void at_full_size_too(String name) {
        var full = new ClipPicture(224, 224, 224, 1.0 / 255, MEAN, DEVIATION);
        same(full, name, "pixels.224." + name + ".thin", 5);
    }

    @Test
    void older_configurations_give_bare_sizes() {
        var config = Configuration.parse("preprocessor_config.json", """
            {"size": 224, "crop_size": 192, "image_mean": [0.5, 0.5, 0.5], "image_std": [1, 1, 1]}\
            """);
        assertThat(ClipPicture.of(config))
                .isEqualTo(new ClipPicture(224, 192, 192, 1.0 / 255, List.of(.5, .5, .5), List.of(1.0, 1.0, 1.0)));
    }

    @Test
    void another_filter_or_a_step_left_out_is_refused() {
        assertThatThrownBy(() -> ClipPicture.of(Configuration.parse("p.json", "{\"resample\": 2}")))
                .hasMessage("p.json: resample is 2; accepted is 3");
        assertThatThrownBy(() -> ClipPicture.of(Configuration.parse("p.json", "{\"do_center_crop\": false}")))
                .hasMessage("p.json: do_center_crop is false; accepted is true");
    }

    private static void same(ClipPicture preparation, String picture, String name, int step) {
        try (var _ = Scope.open();
                var golden = Safetensors.open(FIXTURES.resolve("golden/picture-clip.safetensors"))) {
            var pixels = preparation.pixels(Pictures.read(picture));
            var thin = step == 1 ? pixels : pixels.every(2, 1, step).every(3, 2, step);
            var expected = golden.load(name);
            assertThat(thin.shape()).isEqualTo(expected.shape());
            assertThat(thin.sub(expected).abs().largest().item()).isLessThan(1e-6);
        }
    }
}
