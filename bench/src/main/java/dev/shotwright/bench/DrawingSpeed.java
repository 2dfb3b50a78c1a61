package dev.shotwright.bench;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.previz.PrevizModel;
import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How fast previz draws: a clip of 1280×720 for each style, encoded to mp4, with two threads that paint. Prints frames per
 * second, the processor time of a frame, and the ratio to a still picture that is only encoded in the same run.
 */
public final class DrawingSpeed {
    private static final int WARMING = 48;

    private DrawingSpeed() {}

    /** @param arguments the number of frames a style, 120 if there is none */
    public static void main(String[] arguments) throws IOException {
        var frames = arguments.length == 0 ? 120 : Integer.parseInt(arguments[0]);
        var folder = Files.createTempDirectory("drawing-speed");
        try {
            measure("warming", folder, WARMING, DrawingSpeed::still);
            var reference = measure("encoding alone", folder, frames, DrawingSpeed::still);
            System.out.printf("%d processors%n", Runtime.getRuntime().availableProcessors());
            System.out.println("| what | frames/s | processor ms/frame | of encoding alone |");
            System.out.println("| --- | ---: | ---: | ---: |");
            print("encoding alone", reference, reference);
            for (var style : Style.values()) {
                measure("warming", folder, WARMING, (format, sink) -> draw(style, format, sink));
                var run = measure(style.word(), folder, frames, (format, sink) -> draw(style, format, sink));
                print(style.word(), run, reference);
            }
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private interface Drawing {
        void into(ClipFormat format, ClipSink sink);
    }

    private record Run(double framesPerSecond, double processorMillis) {}

    private static Run measure(String name, Path folder, int frames, Drawing drawing) throws IOException {
        var file = folder.resolve(name.replace(' ', '-') + ".mp4");
        var format = new ClipFormat(1280, 720, FrameRate.of(24), frames);
        var processor = processorNanos();
        var start = System.nanoTime();
        try (var writer = ClipWriter.to(file, ClipOptions.standard())) {
            drawing.into(format, writer);
            writer.finish();
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var busy = (processorNanos() - processor) / 1e6;
        Files.delete(file);
        return new Run(frames / seconds, busy / frames);
    }

    private static void print(String name, Run run, Run reference) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.0f | %.2f |%n",
                name,
                run.framesPerSecond,
                run.processorMillis,
                run.framesPerSecond / reference.framesPerSecond);
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static void still(ClipFormat format, ClipSink sink) {
        var pixels = new int[format.width() * format.height()];
        for (var i = 0; i < pixels.length; i++) {
            pixels[i] = (i * 31) & 0xf0f0f0;
        }
        sink.begin(format);
        for (var frame = 0L; frame < format.frames(); frame++) {
            sink.frame(pixels);
        }
    }

    private static void draw(Style style, ClipFormat format, ClipSink sink) {
        PrevizModel.standard().draw(scene(style), format, 7, sink, (phase, done, total) -> {});
    }

    /** A dog runs past a girl who waves, in a park. */
    private static Scene scene(Style style) {
        var seconds = 5.0;
        var run = new Scene.Action("run", "runs", null, null, Speed.NORMAL, 0, seconds);
        var wave = new Scene.Action("wave", "waves", null, null, Speed.NORMAL, 0, seconds);
        var dog = subject("dog", run);
        var girl = subject("girl", wave);
        var shot = new Scene.Shot(
                seconds,
                "park",
                TimeOfDay.DAY,
                Weather.CLEAR,
                null,
                style,
                ShotSize.FULL,
                Angle.EYE_LEVEL,
                List.of(),
                List.of(dog, girl, subject("bicycle")),
                List.of());
        return new Scene(List.of(shot), List.of());
    }

    private static Scene.Subject subject(String kind, Scene.Action... actions) {
        return new Scene.Subject(kind, kind, null, kind, 1, Map.of(), List.of(), List.of(actions), List.of());
    }
}
