package dev.shotwright.server.files;

import dev.shotwright.jobs.storage.FileShelf;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.jobs.webhook.Deliveries;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes away what is over: files that nobody used for a month, uploads that were left, deliveries of long ago. All servers do
 * so at once without harm; rows that one of them holds are passed over.
 */
@Component
class Broom {
    private static final Logger LOG = LoggerFactory.getLogger(Broom.class);
    private static final Duration BEAT = Duration.ofMinutes(1);
    private static final int MOST = 200;

    private final FileShelf shelf;
    private final Uploads uploads;
    private final Deliveries deliveries;
    private final Thread thread;

    Broom(FileShelf shelf, Uploads uploads, Deliveries deliveries) {
        this.shelf = shelf;
        this.uploads = uploads;
        this.deliveries = deliveries;
        this.thread = Thread.ofVirtual().name("broom").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(BEAT);
                sweep();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("what is over cannot be taken away for now", e);
            }
        }
    }

    private void sweep() {
        shelf.sweep(MOST);
        uploads.sweep(MOST);
        deliveries.sweep(10 * MOST);
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }
}
