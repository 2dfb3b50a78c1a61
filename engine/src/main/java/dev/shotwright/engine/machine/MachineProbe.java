package dev.shotwright.engine.machine;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.Torch;
import dev.shotwright.tensor.compute.OpenBlas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at this machine, and measures it within a few seconds. */
public final class MachineProbe {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final List<String> FEATURES =
            List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "bf16", "sve");
    private static final int REPEATS = 3;
    private static final String MODELS = "models";

    private final LongSupplier nanoseconds;

    /** @param nanoseconds a clock such as {@link System#nanoTime} */
    public MachineProbe(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /** The machine of a file of measurements if they were made here; else measures and writes the file. */
    public Machine remembered(Path file) {
        var known = MachineFile.read(file);
        return known != null && known.same(seen(new Rates(0, 0, 0, 0, 0, 0, 0), new Disk(0, 0, Disk.Reading.CACHED)))
                ? known
                : measuredAgain(file);
    }

    /** Measures everything now and writes the file; the disk is that of the folder {@code models} beside it. */
    public Machine measuredAgain(Path file) {
        var models = file.toAbsolutePath().resolveSibling(MODELS);
        var measured = seen(
                rates(),
                new DiskProbe(nanoseconds).measure(Files.isDirectory(models) ? models : models.resolveSibling(".")));
        MachineFile.write(file, measured);
        return measured;
    }

    private Machine seen(Rates rates, Disk disk) {
        var cpu = System.getProperty("os.arch");
        var features = new ArrayList<String>();
        if (Files.isReadable(CPU)) {
            try (Stream<String> lines = Files.lines(CPU)) {
                for (var line : lines.limit(60).toList()) {
                    var parts = line.split(":", 2);
                    if (parts.length == 2 && parts[0].strip().equals("model name")) {
                        cpu = parts[1].strip();
                    } else if (parts.length == 2 && parts[0].strip().matches("flags|Features") && features.isEmpty()) {
                        var flags = List.of(parts[1].strip().split(" "));
                        FEATURES.stream().filter(flags::contains).forEach(features::add);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var library = Torch.version() + ", " + OpenBlas.word();
        return new Machine(cpu, features, Runtime.getRuntime().availableProcessors(), library, rates, disk);
    }

    private Rates rates() {
        try (var _ = Scope.open();
                var random = RandomStream.of(1)) {
            var x = random.normal(768, 1536);
            var w = random.normal(1536, 1536);
            double linear = 2.0 * 768 * 1536 * 1536;
            var q = random.normal(1, 12, 768, 128);
            double attention = 4.0 * 12 * 768 * 768 * 128;
            var c = random.normal(1, 96, 128, 96).channelsLast();
            var k = random.normal(96, 96, 3, 3).channelsLast();
            double convolution = 2.0 * 96 * 96 * 9 * 128 * 96;
            return new Rates(
                    rate(linear, () -> x.linear(w, null)),
                    rate(linear, bf16(x, w, (a, b) -> a.linear(b, null))),
                    OpenBlas.withThreads(1, () -> rate(attention, () -> q.attention(q, q, null, 0.1))),
                    OpenBlas.withThreads(OpenBlas.cores(), () -> rate(attention, () -> q.attention(q, q, null, 0.1))),
                    rate(attention, bf16(q, q, (a, b) -> a.attention(b, b, null, 0.1))),
                    rate(convolution, () -> c.conv2d(k, null, new long[] {1, 1}, new long[] {1, 1})),
                    rate(convolution, bf16(c, k, (a, b) -> a.conv2d(b, null, new long[] {1, 1}, new long[] {1, 1}))));
        }
    }

    private interface Pair {
        Tensor of(Tensor a, Tensor b);
    }

    private static Supplier<Tensor> bf16(Tensor a, Tensor b, Pair operation) {
        var first = a.to(DataType.BF16);
        var second = a == b ? first : b.to(DataType.BF16);
        return () -> operation.of(first, second);
    }

    private double rate(double operations, Supplier<Tensor> work) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            long start = nanoseconds.getAsLong();
            Scope.run(() -> work.get().close());
            best = Math.min(best, nanoseconds.getAsLong() - start);
        }
        return operations / Math.max(1, best);
    }
}
