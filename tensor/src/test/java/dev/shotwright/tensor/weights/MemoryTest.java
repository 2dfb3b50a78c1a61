package dev.shotwright.tensor.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.ProcessMemory;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints cost in memory, by the account of the operating system. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void a_file_of_six_gigabytes_opens_in_no_memory() {
        var path = folder.resolve("large.safetensors");
        BlankCheckpoint.write(path, Map.of("a", TensorForm.of(DataType.F32, 1536, 1 << 20)));
        long files = ProcessMemory.ofFiles();
        try (var source = Safetensors.open(path);
                var _ = Scope.open()) {
            var a = source.load("a");
            assertThat(source.bytes("a")).isEqualTo(6L << 30);
            assertThat(a.select(0, 1535).narrow(0, (1 << 20) - 2, 2).floats()).containsExactly(0, 0);
            assertThat(ProcessMemory.ofFiles() - files).isLessThan(64 * MIB);
        }
    }

    @Test
    void released_pages_leave_the_process() {
        BlankCheckpoint.write(folder.resolve("m.safetensors"), matrices(8));
        try (var source = Safetensors.open(folder);
                var loaded = Weights.load(source, Residency.streamed(), weights -> take(weights, 8));
                var _ = Scope.open()) {
            long before = ProcessMemory.ofFiles();
            loaded.model().forEach(block -> block.sum().item());
            assertThat(ProcessMemory.ofFiles() - before).isGreaterThan(120 * MIB);
            loaded.model().forEach(Block::release);
            assertThat(ProcessMemory.ofFiles() - before).isLessThan(16 * MIB);
            assertThat(loaded.model().getFirst().sum().item()).isZero();
            assertThat(loaded.mapped()).isEqualTo(8 * 16 * MIB);
        }
    }

    @Test
    void resident_weights_take_their_size_and_leave_no_pages_of_the_file() {
        BlankCheckpoint.write(folder.resolve("m.safetensors"), matrices(16));
        try (var source = Safetensors.open(folder)) {
            long anonymous = ProcessMemory.anonymous();
            long files = ProcessMemory.ofFiles();
            try (var loaded = Weights.load(source, Residency.resident(DataType.BF16), weights -> take(weights, 16))) {
                assertThat(loaded.resident()).isEqualTo(128 * MIB);
                // memory that tests before this one have freed may be taken again
                assertThat(ProcessMemory.anonymous() - anonymous).isLessThan(190 * MIB);
                assertThat(ProcessMemory.ofFiles() - files).isLessThan(16 * MIB);
            }
        }
    }

    @Test
    void fourteen_billion_mapped_parameters_take_next_to_no_memory() {
        var forms = new LinkedHashMap<String, TensorForm>();
        for (int i = 0; i < 40; i++) {
            forms.put("blocks." + i + ".weight", TensorForm.of(DataType.BF16, 5120, 68_360));
        }
        BlankCheckpoint.write(folder, "diffusion_pytorch_model", forms, 6);
        long anonymous = ProcessMemory.anonymous();
        try (var source = Safetensors.open(folder);
                var loaded = Weights.load(source, Residency.mapped(), weights -> {
                    var blocks = new ArrayList<Tensor>();
                    for (int i = 0; i < 40; i++) {
                        blocks.add(weights.at("blocks").at(i).tensor("weight", 5120, 68_360));
                    }
                    return blocks;
                })) {
            assertThat(loaded.mapped()).isGreaterThan(28_000_000_000L);
            assertThat(source.names().stream().map(source::origin).distinct()).hasSize(6);
            assertThat(ProcessMemory.anonymous() - anonymous).isLessThan(50 * MIB);
        }
    }

    private record Block(Weights weights, Tensor matrix) {
        Tensor sum() {
            return matrix.sum();
        }

        void release() {
            weights.release();
        }
    }

    private static List<Block> take(Weights weights, int blocks) {
        var all = new ArrayList<Block>();
        for (int i = 0; i < blocks; i++) {
            var block = weights.at("blocks").at(i);
            all.add(new Block(block, block.tensor("weight", 2048, 2048)));
        }
        return all;
    }

    private static Map<String, TensorForm> matrices(int blocks) {
        var forms = new LinkedHashMap<String, TensorForm>();
        for (int i = 0; i < blocks; i++) {
            forms.put("blocks." + i + ".weight", TensorForm.of(DataType.F32, 2048, 2048));
        }
        return forms;
    }
}
