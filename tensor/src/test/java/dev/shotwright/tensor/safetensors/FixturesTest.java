package dev.shotwright.tensor.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that Python wrote. */
class FixturesTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));

    @Test
    void a_file_of_the_reference_is_read() {
        try (var file = SafetensorsFile.open(FIXTURES.resolve("golden/rng-single.safetensors"));
                var _ = Scope.open()) {
            assertThat(file.metadata()).containsEntry("format", "pt").containsEntry("case", "rng-single");
            for (var name : file.names()) {
                var tensor = file.load(name);
                assertThat(tensor.type()).isEqualTo(file.type(name));
                assertThat(tensor.shape()).isEqualTo(file.shape(name));
                assertThat(tensor.bytes().length).isEqualTo(file.bytes(name));
                assertThat(Arrays.stream(tensor.doubles())).allMatch(x -> Math.abs(x) < 10);
            }
        }
    }

    @Test
    void a_folder_of_shards_is_read_as_one_source() {
        var folder = FIXTURES.resolve("checkpoints/wan-t2v-tiny/transformer");
        try (var source = Safetensors.open(folder);
                var _ = Scope.open()) {
            assertThat(source.names()).contains("blocks.0.attn1.to_q.weight", "blocks.1.ffn.net.2.bias");
            assertThat(source.names().stream().map(source::origin).distinct()).hasSize(3);
            for (var name : source.names()) {
                assertThat(source.load(name).type()).isEqualTo(DataType.F32);
            }
        }
    }
}
