package dev.shotwright.engine.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.compute.OpenBlas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineProbeTest {

    @Test
    void a_machine_is_measured_once_and_again_when_it_has_changed(@TempDir Path folder) throws IOException {
        var file = folder.resolve("machine.json");
        var looks = new AtomicInteger();
        var probe = new MachineProbe(() -> {
            looks.incrementAndGet();
            return System.nanoTime();
        });
        var measured = probe.remembered(file);
        assertThat(measured.rates().linearF32()).isGreaterThan(0.1);
        assertThat(measured.rates().attentionBf16()).isGreaterThan(0.01);
        assertThat(measured.disk().written()).isGreaterThan(0.1);
        assertThat(measured.disk().read()).isGreaterThan(0.1);
        int first = looks.get();
        assertThat(probe.remembered(file)).isEqualTo(measured);
        assertThat(looks.get()).isEqualTo(first);
        Files.writeString(file, Files.readString(file).replace("\"cores\":", "\"cores\":9"));
        assertThat(probe.remembered(file).cores()).isEqualTo(measured.cores());
        assertThat(looks.get()).isGreaterThan(first);
        Files.writeString(file, "{}");
        assertThat(probe.remembered(file).cpu()).isEqualTo(measured.cpu());
    }

    @Test
    void arithmetic_follows_what_was_measured() {
        var plain = new Rates(150, 18, 129, 60, 4.6, 157, 20);
        var matrices = new Rates(273, 760, 95, 50, 778, 150, 500);
        assertThat(Precision.AUTO.arithmetic(plain, Device.CPU)).isEqualTo(Arithmetic.F32);
        assertThat(Precision.AUTO.arithmetic(matrices, Device.CPU)).isEqualTo(Arithmetic.all(DataType.BF16));
        assertThat(Precision.FP32.arithmetic(matrices, Device.CPU)).isEqualTo(Arithmetic.F32);
        assertThat(Precision.AUTO.arithmetic(plain, Device.CUDA))
                .as("the rates are those of the CPU")
                .isEqualTo(Arithmetic.all(DataType.BF16).on(Device.CUDA));
    }

    @Test
    void attention_gets_all_threads_where_they_were_measured_to_be_faster() {
        var one = new Rates(150, 18, 129, 60, 4.6, 157, 20);
        var all = new Rates(150, 18, 60, 129, 4.6, 157, 20);
        assertThat(one.attentionThreads()).isEqualTo(1);
        assertThat(all.attentionThreads()).isEqualTo(OpenBlas.cores());
        assertThat(Precision.FP32.arithmetic(all, Device.CPU).threads()).isEqualTo(OpenBlas.cores());
        assertThat(all.attentionF32Chosen()).isEqualTo(129);
    }

    @Test
    void a_file_is_dropped_from_the_cache_where_a_disk_is_behind_it(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("bytes"), new byte[8192]);
        var inMemory =
                Set.of("tmpfs", "ramfs").contains(Files.getFileStore(file).type());
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assertThat(PageCache.drop(file)).isEqualTo(!inMemory);
    }
}
