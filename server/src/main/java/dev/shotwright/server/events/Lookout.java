package dev.shotwright.server.events;

import dev.shotwright.jobs.queue.Glances;
import dev.shotwright.jobs.queue.Glances.Glance;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.vocabulary.document.Documents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Looks for all who watch: twice a second it asks how the watched jobs stand, and sooner when it hears that jobs have ended.
 *
 * <p>Jobs are watched one by one or by account. Of an account it sees what runs, the newest jobs, and whatever it saw before;
 * what ends in between is heard of. Each change is written once, whoever reads it.
 */
final class Lookout implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int CHUNK = 2000;
    private static final int NEWEST = 200;

    private final Glances glances;
    private final Gallery gallery;
    private final Map<UUID, Set<Watcher>> ofJobs = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Watcher>> ofAccounts = new ConcurrentHashMap<>();
    private final Set<UUID> heard = ConcurrentHashMap.newKeySet();
    private final Queue<Newcomer> newcomers = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private Map<UUID, Glance> seen = new HashMap<>();
    private Set<UUID> knownAccounts = new HashSet<>();
    private volatile boolean open = true;

    Lookout(Glances glances, Gallery gallery) {
        this.glances = glances;
        this.gallery = gallery;
        this.thread = Thread.ofVirtual().name("lookout").start(this::look);
    }

    /** Who has yet to hear how a job stands that others watch as well. */
    private record Newcomer(UUID job, Watcher watcher) {}

    void watchJob(UUID job, Watcher watcher) {
        add(ofJobs, job, watcher);
        newcomers.add(new Newcomer(job, watcher));
    }

    void watchAccount(UUID account, Watcher watcher) {
        add(ofAccounts, account, watcher);
    }

    void leaveJob(UUID job, Watcher watcher) {
        remove(ofJobs, job, watcher);
    }

    void leaveAccount(UUID account, Watcher watcher) {
        remove(ofAccounts, account, watcher);
    }

    /** Jobs are said to have ended: their UUIDs, with commas. */
    void hear(String message) {
        if (ofJobs.isEmpty() && ofAccounts.isEmpty()) {
            return;
        }
        for (var word : message.split(",", -1)) {
            try {
                heard.add(UUID.fromString(word));
            } catch (IllegalArgumentException e) {
                LOG.warn("heard of a job whose name is none");
            }
        }
        LockSupport.unpark(thread);
    }

    private static void add(Map<UUID, Set<Watcher>> watchers, UUID id, Watcher watcher) {
        watchers.compute(id, (_, before) -> {
            var all = before == null ? ConcurrentHashMap.<Watcher>newKeySet(1) : before;
            all.add(watcher);
            return all;
        });
    }

    private static void remove(Map<UUID, Set<Watcher>> watchers, UUID id, Watcher watcher) {
        watchers.computeIfPresent(id, (_, before) -> {
            before.remove(watcher);
            return before.isEmpty() ? null : before;
        });
    }

    private void look() {
        while (open) {
            try {
                round();
            } catch (DataAccessException fault) {
                LOG.warn("the watched jobs cannot be looked at: {}", fault.getMessage());
            } catch (RuntimeException fault) {
                LOG.error("a round of looking failed", fault);
            }
            LockSupport.parkNanos(heard.isEmpty() ? PAUSE.toNanos() : 0);
        }
    }

    private void round() {
        if (ofJobs.isEmpty() && ofAccounts.isEmpty()) {
            seen.clear();
            knownAccounts.clear();
            heard.clear();
            newcomers.clear();
            return;
        }
        var fresh = new ArrayList<Newcomer>();
        for (var one = newcomers.poll(); one != null; one = newcomers.poll()) {
            fresh.add(one);
        }
        var now = new LinkedHashMap<UUID, Glance>();
        var accounts = Set.copyOf(ofAccounts.keySet());
        if (!accounts.isEmpty()) {
            put(now, glances.newest(accounts, NEWEST));
            put(now, glances.running(accounts));
        }
        var asked = new HashSet<>(ofJobs.keySet());
        for (var id : List.copyOf(heard)) {
            heard.remove(id);
            asked.add(id);
        }
        seen.values().stream()
                .filter(glance -> !glance.state().ended() && accounts.contains(glance.account()))
                .forEach(glance -> asked.add(glance.id()));
        asked.removeAll(now.keySet());
        var ids = List.copyOf(asked);
        for (var from = 0; from < ids.size(); from += CHUNK) {
            put(now, glances.of(ids.subList(from, Math.min(ids.size(), from + CHUNK))));
        }
        tell(now);
        fresh.forEach(newcomer -> tellUnchanged(newcomer, now));
        seen = now;
        knownAccounts = new HashSet<>(accounts);
        ofJobs.values().forEach(all -> all.forEach(Watcher::round));
        ofAccounts.values().forEach(all -> all.forEach(Watcher::round));
    }

    private static void put(Map<UUID, Glance> now, Collection<Glance> glances) {
        glances.forEach(glance -> now.put(glance.id(), glance));
    }

    private void tell(Map<UUID, Glance> now) {
        var ended = new ArrayList<UUID>();
        for (var glance : now.values()) {
            if (!ofJobs.containsKey(glance.id()) && !isNews(glance)) {
                continue;
            }
            if (glance.state().ended() && glance.state() != JobState.IN_DOUBT) {
                ended.add(glance.id());
            } else if (!glance.equals(seen.get(glance.id()))) {
                tell(glance.id(), glance.account(), progress(glance));
            }
        }
        for (var from = 0; from < ended.size(); from += NEWEST) {
            for (var job : gallery.jobs(ended.subList(from, Math.min(ended.size(), from + NEWEST)))) {
                tell(job.id(), job.account(), end(job));
            }
        }
    }

    private void tellUnchanged(Newcomer newcomer, Map<UUID, Glance> now) {
        var glance = now.get(newcomer.job());
        if (glance != null
                && glance.equals(seen.get(glance.id()))
                && (!glance.state().ended() || glance.state() == JobState.IN_DOUBT)) {
            newcomer.watcher().changed(glance.id(), progress(glance));
        }
    }

    /** Whether those who watch its account have yet to hear of it. What was there before they came is no news. */
    private boolean isNews(Glance glance) {
        return ofAccounts.containsKey(glance.account())
                && knownAccounts.contains(glance.account())
                && !glance.equals(seen.get(glance.id()));
    }

    private void tell(UUID job, UUID account, Event event) {
        ofJobs.getOrDefault(job, Set.of()).forEach(watcher -> watcher.changed(job, event));
        ofAccounts.getOrDefault(account, Set.of()).forEach(watcher -> watcher.changed(job, event));
    }

    private static Event progress(Glance glance) {
        var sight =
                new Sight(Speech.NATIVE.write(glance.id()), glance.state().shown(), glance.progress(), glance.phase());
        return Event.of("progress", Event.Last.MORE, Documents.json().write(sight));
    }

    private Event end(Job job) {
        return Event.of("ended", Event.Last.LAST, Documents.json().write(gallery.video(job)));
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }
}
