package dev.shotwright.server.events;

import dev.shotwright.server.videos.Patience;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Those who wait for the end of jobs: watchers like all others, of whom half of all requests may be. */
final class Ends implements Patience {
    private final Lookout lookout;
    private final Semaphore places;

    Ends(Lookout lookout, int requests) {
        this.lookout = lookout;
        this.places = new Semaphore(requests / 2);
    }

    @Override
    public boolean await(Collection<UUID> jobs, Duration most) {
        if (!places.tryAcquire()) {
            return false;
        }
        var open = new Open(jobs);
        jobs.forEach(job -> lookout.watchJob(job, open));
        try {
            var _ = open.all.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            jobs.forEach(job -> lookout.leaveJob(job, open));
        }
        return true;
    }

    private static final class Open implements Watcher {
        private final Set<UUID> jobs = ConcurrentHashMap.newKeySet();
        private final CountDownLatch all = new CountDownLatch(1);

        Open(Collection<UUID> waited) {
            jobs.addAll(waited);
        }

        @Override
        public void changed(UUID job, Event event) {
            if (event.last() == Event.Last.LAST && jobs.remove(job) && jobs.isEmpty()) {
                all.countDown();
            }
        }
    }
}
