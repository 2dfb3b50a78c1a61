package dev.shotwright.server.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * A virtual thread for each request that is worked on, and only so many at a time; the others wait without buffers of their own,
 * so that thousands who come at the same moment do not fill the memory.
 */
final class Turns implements Executor {
    private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
    private final Semaphore turns;

    Turns(int most) {
        this.turns = new Semaphore(most);
    }

    @Override
    public void execute(Runnable request) {
        line.add(request);
        serve();
    }

    private void serve() {
        if (!line.isEmpty() && turns.tryAcquire()) {
            Thread.ofVirtual().name("request").start(this::work);
        }
    }

    private void work() {
        try {
            for (var request = line.poll(); request != null; request = line.poll()) {
                request.run();
            }
        } finally {
            turns.release();
            serve();
        }
    }
}
