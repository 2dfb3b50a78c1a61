package dev.shotwright.world.previz;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.stage.Staging;
import dev.shotwright.world.stage.Truth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The making of a clip's frames: several threads stage and paint, the caller's thread hands them to the sink in order. */
final class RenderLoop {
    /* A frame in work holds one pixel buffer from when it is ordered until the sink has read it. There are two buffers more
     * than threads, and a frame is ordered only when one is free: that bounds the work ahead. */

    private static final String PHASE = "draw";

    private final Scene scene;
    private final Staging staging;
    private final ClipFormat format;
    private final long seed;
    private final Caption caption;
    private final int threads;
    private final ConcurrentLinkedQueue<Easel> easels = new ConcurrentLinkedQueue<>();

    RenderLoop(Scene scene, Staging staging, ClipFormat format, long seed, Caption caption, int threads) {
        this.scene = scene;
        this.staging = staging;
        this.format = format;
        this.seed = seed;
        this.caption = caption;
        this.threads = threads;
    }

    void run(ClipSink sink, Progress progress, @Nullable Consumer<Truth> witness) {
        var free = new ArrayDeque<int[]>();
        for (var i = 0; i < threads + 2; i++) {
            free.add(new int[Math.multiplyExact(format.width(), format.height())]);
        }
        var workers = Collections.synchronizedList(new ArrayList<Thread>());
        var hands = Thread.ofPlatform().name("previz-", 1).daemon().factory();
        var pool = Executors.newFixedThreadPool(threads, task -> {
            var worker = hands.newThread(task);
            workers.add(worker);
            return worker;
        });
        try {
            progress.advance(PHASE, 0, format.frames());
            sink.begin(format);
            var inWork = new ArrayDeque<Future<int[]>>();
            var ordered = 0L;
            for (var done = 0L; done < format.frames(); ) {
                while (ordered < format.frames() && !free.isEmpty()) {
                    var frame = ordered++;
                    var pixels = free.remove();
                    inWork.add(pool.submit(() -> paint(frame, pixels)));
                }
                var pixels = finished(inWork.remove());
                sink.frame(pixels);
                free.add(pixels);
                if (witness != null) {
                    witness.accept(staging.truth(done));
                }
                done++;
                progress.advance(PHASE, done, format.frames());
            }
        } finally {
            pool.shutdownNow();
            join(workers);
        }
    }

    private int[] paint(long frame, int[] pixels) {
        var easel = easels.poll();
        if (easel == null) {
            easel = new Easel(format, seed, caption);
        }
        easel.paint(style(frame), staging.picture(frame), pixels);
        easels.add(easel);
        return pixels;
    }

    private Style style(long frame) {
        var shots = scene.shots();
        var first = shots.getFirst().style();
        if (shots.stream().allMatch(shot -> shot.style() == first)) {
            return first;
        }
        return shots.get(staging.truth(frame).shot()).style();
    }

    private static int[] finished(Future<int[]> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default ->
                    throw new ShotwrightException(ErrorCode.INTERNAL, null, "a frame could not be drawn", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.CANCELLED, null, "the thread was interrupted", e);
        }
    }

    private static void join(List<Thread> workers) {
        var interrupted = false;
        for (var worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
