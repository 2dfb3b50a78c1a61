package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tasks that run beside each other while the caller's thread reports their progress and may stop them. */
final class Work {
    private static final long LOOK_MILLISECONDS = 100;

    private Work() {}

    /** Something that takes long and ends when its thread is interrupted. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    /**
     * Runs all tasks, as many at a time as told; the first one to fail, or a wish of {@code progress}, ends them all.
     *
     * @param look called now and then while they run
     */
    static void run(
            List<? extends Task> tasks,
            int atATime,
            Progress progress,
            String phase,
            LongSupplier done,
            long total,
            Runnable look) {
        var workers = Executors.newFixedThreadPool(
                atATime, Thread.ofVirtual().name(phase + "-", 0).factory());
        try {
            var ended = new ExecutorCompletionService<Void>(workers);
            for (var task : tasks) {
                ended.submit(() -> {
                    task.run();
                    return null;
                });
            }
            var told = -1L;
            for (var left = tasks.size(); left > 0; ) {
                told = done.getAsLong();
                progress.advance(phase, told, total);
                look.run();
                var one = ended.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (one != null) {
                    one.get();
                    left--;
                }
            }
            if (told != total) {
                progress.advance(phase, done.getAsLong(), total);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.CANCELLED, null, "cancelled", e);
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            workers.shutdownNow();
            workers.close();
        }
    }

    private static ShotwrightException failure(ExecutionException problem) {
        return problem.getCause() instanceof ShotwrightException known
                ? known
                : new ShotwrightException(
                        ErrorCode.INTERNAL, null, "a fault while working: " + problem.getCause(), problem);
    }
}
