package dev.shotwright.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ResamplingTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall", "small", "square", "strip", "exact", "last", "large"})
    void lanczos_gives_the_bytes_of_the_reference(String name) {
        try (var _ = Scope.open();
                var golden = Safetensors.open(FIXTURES.resolve("golden/picture-frame.safetensors"))) {
            var frame = Resampling.LANCZOS.resize(Pictures.read(name), 48, 80);
            var given = frame.permute(2, 0, 1).unsqueeze(0).bytes();
            assertThat(Arrays.mismatch(given, golden.load("frame.48x80." + name).bytes()))
                    .isEqualTo(-1);
        }
    }

    @Test
    void odd_sizes_and_extreme_ratios_give_the_bytes_of_the_reference() {
        var calls = JsonMapper.shared()
                .readTree(FIXTURES.resolve("golden/resampling.json").toFile());
        assertThat(calls.size()).isGreaterThan(50);
        for (var call : calls) {
            try (var _ = Scope.open()) {
                var picture =
                        noise(call.at("/from/0").intValue(), call.at("/from/1").intValue());
                for (var filter : Resampling.values()) {
                    var given = filter.resize(
                            picture,
                            call.at("/to/1").intValue(),
                            call.at("/to/0").intValue());
                    var sum = new CRC32();
                    sum.update(given.bytes());
                    assertThat(sum.getValue())
                            .as("%s of %s", filter, call)
                            .isEqualTo(call.get(filter.name().toLowerCase(Locale.ROOT))
                                    .longValue());
                }
            }
        }
    }

    private static Tensor noise(int width, int height) {
        var bytes = new byte[width * height * 3];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (((i + width * 7919L + height) * 2_654_435_761L) >>> 13);
        }
        return Tensor.of(bytes, height, width, 3);
    }

    @Test
    void a_picture_that_has_the_size_stays_as_it_is() {
        try (var _ = Scope.open()) {
            var picture = Pictures.read("small");
            assertThat(Resampling.BICUBIC.resize(picture, 13, 19).bytes()).isEqualTo(picture.bytes());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 200})
    void an_even_surface_stays_even(int length) {
        try (var _ = Scope.open()) {
            var picture = Tensor.full(201, DataType.U8, 5, 31, 3);
            for (var filter : Resampling.values()) {
                assertThat(filter.resize(picture, length, 201 - length).bytes()).containsOnly((byte) 201);
            }
        }
    }

    @Test
    void what_is_no_picture_of_bytes_is_refused() {
        try (var _ = Scope.open()) {
            assertThatThrownBy(() -> Resampling.BICUBIC.resize(Tensor.zeros(DataType.F32, 4, 4, 3), 2, 2))
                    .hasMessageContaining("f32 (4, 4, 3)");
            assertThatThrownBy(() -> Resampling.BICUBIC.resize(Tensor.zeros(DataType.U8, 4, 4, 3), 0, 2))
                    .hasMessage("size is 2x0; accepted is 1x1 and more");
        }
    }
}
