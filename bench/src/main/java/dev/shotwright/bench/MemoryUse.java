package dev.shotwright.bench;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.machine.Disk;
import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.machine.Rates;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.engine.wan.LocalOptions;
import dev.shotwright.engine.wan.WanModel;
import dev.shotwright.tensor.Device;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole run on a checkpoint without weights, and what each part of it takes of memory of its own beside what was planned: {@code
 * MemoryUse [--model thin|1.3b|14b] [--memory SIZE] [--steps N] [--guidance G] [WIDTHxHEIGHTxFRAMES]}. Fails where the peak is
 * more than a tenth off. Needs Linux.
 */
public final class MemoryUse {
    private static final Path TOKENIZER = Path.of("checkpoints/wan-t2v-tiny/tokenizer/tokenizer.json");
    private static final Rates RATES = new Rates(100, 10, 100, 50, 10, 100, 10);
    private static final Machine MACHINE =
            new Machine("blank", List.of(), 2, "blank", RATES, new Disk(100, 100, Disk.Reading.CACHED));
    private static final double TOLERANCE = 0.1;
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Map<String, Long> most = new ConcurrentHashMap<>();
    private volatile String phase = "start";

    private MemoryUse() {}

    public static void main(String[] arguments) throws IOException {
        var model = "thin";
        var memory = "8G";
        int steps = 1;
        double guidance = 5;
        var size = "96x64x9";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--model" -> model = arguments[++i];
                case "--memory" -> memory = arguments[++i];
                case "--steps" -> steps = Integer.parseInt(arguments[++i]);
                case "--guidance" -> guidance = Double.parseDouble(arguments[++i]);
                default -> size = arguments[i];
            }
        }
        var folder = Files.createTempDirectory("blank");
        try {
            BlankWan.write(
                    folder, Path.of(System.getProperty("fixtures", "fixtures")).resolve(TOKENIZER), model);
            var request = request(size).options(Map.of("steps", steps, "guidance", guidance));
            System.exit(new MemoryUse().measured(open(folder, memory), request.build()) ? 0 : 1);
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(MemoryUse::delete);
            }
        }
    }

    static WanModel open(Path folder, String memory) {
        var options =
                new LocalOptions(MACHINE, Precision.AUTO, Device.CPU, ByteSize.parse("--memory", memory), null, null);
        return WanModel.unnamed("blank", Checkpoint.open(folder, Overrides.NONE), options);
    }

    /** @param size such as {@code 320x192x17} */
    static VideoRequest.Builder request(String size) {
        var sides = size.split("x", -1);
        return VideoRequest.builder()
                .prompt("a red fox runs through the snow, and the camera follows it")
                .size(new Pixels(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])))
                .frames(Integer.parseInt(sides[2]))
                .fps(FrameRate.parse("16"))
                .seed(1L);
    }

    private boolean measured(WanModel model, VideoRequest request) {
        var plan = model.plan(request);
        var self = ProcessHandle.current().pid();
        try (var _ = Footprint.of(self, INTERVAL, bytes -> most.merge(phase, bytes, Math::max))) {
            model.draw(request, new Discarding(), new Phases());
        }
        System.out.println("| part | planned, MB | taken, MB | how |");
        System.out.println("|---|---:|---:|---|");
        for (var part : plan.phases()) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %s |%n",
                    part.name(),
                    part.bytes() >> 20,
                    most.getOrDefault(part.name(), 0L) >> 20,
                    part.held());
        }
        long peak = most.values().stream().mapToLong(Long::longValue).max().orElse(0);
        double share = (double) peak / plan.peak().bytes();
        System.out.printf(
                Locale.ROOT,
                "peak: %d of %d MB planned, %.2f%n",
                peak >> 20,
                plan.peak().bytes() >> 20,
                share);
        return Math.abs(share - 1) <= TOLERANCE;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Phases implements Progress {
        @Override
        public void advance(String now, long done, long total) {
            phase = now;
        }

        @Override
        public void remark(String sentence) {}
    }

    private static final class Discarding implements ClipSink {
        @Override
        public void begin(ClipFormat format) {}

        @Override
        public void frame(int[] pixels) {}
    }
}
