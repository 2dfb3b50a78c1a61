package dev.shotwright.tensor.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
    @TempDir
    private Path folder;

    private Path target;
    private Scope scope;

    @BeforeEach
    void open() {
        target = folder.resolve("out.safetensors");
        scope = Scope.open();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void every_type_and_shape_comes_back_bit_by_bit() {
        var chance = new SplittableRandom(7);
        var tensors = new LinkedHashMap<String, Tensor>();
        try (var random = RandomStream.of(3)) {
            for (var type : DataType.values()) {
                for (var shape : new long[][] {{}, {0}, {1}, {3}, {5, 7}, {2, 0, 3}, {2, 3, 1, 5}}) {
                    var name = type.word() + " \"ü\\\n" + tensors.size();
                    tensors.put(
                            name,
                            random.normal(shape).mul(chance.nextDouble(1, 100)).to(type));
                }
            }
        }
        var metadata = Map.of("format", "pt", "a \"b\"", "{\"c\": [1, 2]}\n");
        SafetensorsWriter.write(target, tensors, metadata);
        try (var file = SafetensorsFile.open(target)) {
            assertThat(file.metadata()).isEqualTo(metadata);
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            tensors.forEach((name, tensor) -> Scope.run(() -> {
                var again = file.load(name);
                assertThat(again.type()).isEqualTo(tensor.type());
                assertThat(again.shape()).isEqualTo(tensor.shape());
                assertThat(again.bytes()).isEqualTo(tensor.bytes());
                assertThat(file.isMapped(name)).isTrue();
            }));
        }
    }

    @Test
    void bits_that_are_no_numbers_are_kept() {
        var bits = Tensor.of(new byte[] {1, 0, (byte) 0xc0, 0x7f, -1, -1, -1, -1}, 8);
        SafetensorsWriter.write(target, Map.of("x", bits), Map.of());
        try (var file = SafetensorsFile.open(target)) {
            assertThat(file.load("x").bytes()).isEqualTo(bits.bytes());
        }
    }

    @Test
    void a_view_with_gaps_is_written_in_order() {
        var x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
        SafetensorsWriter.write(target, Map.of("x", x.transpose(0, 1)), Map.of());
        try (var file = SafetensorsFile.open(target)) {
            assertThat(file.load("x").floats()).containsExactly(1, 4, 2, 5, 3, 6);
        }
    }

    @Test
    void the_target_is_untouched_until_all_is_written() throws IOException {
        Files.writeString(target, "before");
        var forms = Map.of("a", TensorForm.of(DataType.F32, 2), "b", TensorForm.of(DataType.U8, 1));
        try (var writer = SafetensorsWriter.open(target, forms, Map.of())) {
            writer.put("b", Tensor.full(3, DataType.U8, 1));
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("[a]");
        }
        assertThat(target).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("out.safetensors");
        try (var writer = SafetensorsWriter.open(target, forms, Map.of())) {
            writer.put("b", Tensor.full(3, DataType.U8, 1));
            writer.put("a", Tensor.full(2, DataType.F32, 2));
            writer.finish();
        }
        assertThat(folder.toFile().list()).containsExactly("out.safetensors");
        try (var file = SafetensorsFile.open(target)) {
            assertThat(file.load("a").floats()).containsExactly(2, 2);
        }
    }

    @Test
    void a_tensor_of_another_form_than_announced_is_refused() {
        var forms = Map.of("a", TensorForm.of(DataType.F32, 2));
        try (var writer = SafetensorsWriter.open(target, forms, Map.of())) {
            assertThatThrownBy(() -> writer.put("a", Tensor.full(2, DataType.F32, 3)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.put("b", Tensor.full(2, DataType.F32, 2)))
                    .isInstanceOf(IllegalArgumentException.class);
            writer.put("a", Tensor.full(2, DataType.F32, 2));
            assertThatThrownBy(() -> writer.put("a", Tensor.full(2, DataType.F32, 2)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_folder_that_is_absent_is_refused() {
        assertThatThrownBy(() -> SafetensorsWriter.write(folder.resolve("no/x.safetensors"), Map.of(), Map.of()))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void a_tensor_at_an_odd_place_is_copied() throws IOException {
        Forgery.file(target, "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} ", 8);
        try (var file = SafetensorsFile.open(target)) {
            assertThat(file.isMapped("x")).isFalse();
            assertThat(file.load("x").floats()).containsExactly(0, 0);
        }
    }

    @Test
    void a_closed_file_gives_no_tensors() {
        SafetensorsWriter.write(target, Map.of("x", Tensor.zeros(DataType.F32, 2)), Map.of());
        var file = SafetensorsFile.open(target);
        file.close();
        file.close();
        assertThatThrownBy(() -> file.load("x")).isInstanceOf(IllegalStateException.class);
    }
}
