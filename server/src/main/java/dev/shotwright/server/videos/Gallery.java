package dev.shotwright.server.videos;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.queue.Filter;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.jobs.queue.Jobs;
import dev.shotwright.jobs.queue.Page;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.storage.Links;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.server.PublicAddress;
import dev.shotwright.server.web.Denial;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Jobs as their owners see them. */
public final class Gallery {
    private static final Duration LINKS_LAST = Duration.ofHours(24);

    private final Jobs jobs;
    private final Links links;
    private final PublicAddress address;
    private final Clock clock;

    public Gallery(Jobs jobs, Links links, PublicAddress address, Clock clock) {
        this.jobs = jobs;
        this.links = links;
        this.address = address;
        this.clock = clock;
    }

    /** A job of an account, which for anybody else there is not. */
    public Job job(UUID account, UUID id) {
        var job = jobs.find(account, id);
        if (job == null) {
            throw Denial.notFound("video");
        }
        return job;
    }

    /** Jobs of an account, in the order of the ids. */
    public List<Job> jobs(UUID account, List<UUID> ids) {
        var found = jobs.watched(ids).stream()
                .filter(job -> job.account().equals(account))
                .collect(Collectors.toMap(Job::id, job -> job));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    public Page list(UUID account, Filter filter, @Nullable UUID after, int most) {
        return jobs.list(account, filter, after, most);
    }

    /** A part of a list by its number, counted from 1. */
    public List<Job> page(UUID account, Filter filter, int number, int size) {
        return jobs.page(account, filter, number, size);
    }

    /** How many jobs a list has in all. */
    public long count(UUID account, Filter filter) {
        return jobs.count(account, filter);
    }

    /**
     * Cancels a job that has not ended; how it stands then.
     *
     * @throws ShotwrightException with {@link ErrorCode#CONFLICT} if it has
     */
    public Job cancel(UUID account, UUID id) {
        switch (jobs.cancel(account, id)) {
            case CANCELLED, ASKED -> {}
            case TOO_LATE -> throw Denial.conflict(null, "the video has ended already");
            case UNKNOWN -> throw Denial.notFound("video");
        }
        return job(account, id);
    }

    /** Deletes a job that has ended; its clips go with the next sweep. */
    public void delete(UUID account, UUID id) {
        if (!jobs.delete(account, id)) {
            throw Denial.conflict(null, "the video has not ended, or is in doubt");
        }
    }

    /** Jobs of any accounts. */
    public List<Job> jobs(Collection<UUID> ids) {
        return jobs.watched(List.copyOf(ids));
    }

    public Video video(Job job) {
        return new Video(
                Speech.NATIVE.write(job.id()),
                job.batch() == null ? null : Ids.write(Prefix.BATCH, job.batch()),
                job.state().shown(),
                job.progress(),
                job.phase(),
                job.model(),
                new RawValue(job.request().text()),
                job.notices(),
                clips(job),
                job.failure() == null
                        ? null
                        : new Video.Failure(
                                job.failure().code(),
                                job.failure().message(),
                                job.failure().retry(),
                                job.failure().billing()),
                job.usage(),
                job.held(),
                job.cost(),
                job.tokens(),
                job.plan() == null ? null : JsonMapper.shared().readTree(job.plan()),
                job.campaign(),
                job.created(),
                job.state() == JobState.DELAYED ? job.notBefore() : null,
                job.started(),
                job.ended(),
                job.expires());
    }

    /** What an account asked for together. */
    public Batch batch(UUID account, UUID id) {
        var found = jobs.batch(account, id);
        if (found.isEmpty()) {
            throw Denial.notFound("batch");
        }
        return batch(id, found);
    }

    Batch batch(UUID id, List<Job> jobs) {
        var states = jobs.stream()
                .collect(Collectors.groupingBy(job -> job.state().shown().word(), TreeMap::new, Collectors.counting()));
        return new Batch(
                Ids.write(Prefix.BATCH, id),
                states,
                jobs.stream().map(this::video).toList());
    }

    private List<Video.Clip> clips(Job job) {
        var until = until(job);
        return job.clips().stream()
                .map(clip -> new Video.Clip(
                        link(job, clip, until),
                        until,
                        clip.type(),
                        clip.bytes(),
                        clip.size(),
                        clip.duration(),
                        clip.fps(),
                        clip.seed(),
                        clip.sha256(),
                        link(job, clip, Still.THUMBNAIL),
                        link(job, clip, Still.SHEET)))
                .toList();
    }

    private @Nullable URI link(Job job, StoredClip clip, Still still) {
        return clip.stills().contains(still) ? address.of(path(job, clip, still)) : null;
    }

    /** Where the first clip of a job can be fetched without a key; null while there is none. */
    public @Nullable URI link(Job job) {
        return job.clips().isEmpty() ? null : link(job, job.clips().getFirst(), until(job));
    }

    private URI link(Job job, StoredClip clip, Instant until) {
        return address.of(path(job, clip, until));
    }

    /** Where a clip of a job lies on this server, for whoever is let through to it. */
    public String path(Job job, StoredClip clip) {
        return path(job, clip, until(job));
    }

    /** Where a picture of a clip lies on this server, if there is one. */
    public String path(Job job, StoredClip clip, Still still) {
        var place = still.of(new Place(clip.place()));
        var name = Speech.NATIVE.write(job.id()) + "." + still.ending();
        return "/media/" + links.token(new Links.Grant(place, Still.TYPE, name, until(job)));
    }

    private String path(Job job, StoredClip clip, Instant until) {
        var ending = clip.place().substring(clip.place().lastIndexOf('.') + 1);
        var name = Speech.NATIVE.write(job.id()) + "." + ending;
        return "/media/" + links.token(new Links.Grant(new Place(clip.place()), clip.type(), name, until));
    }

    /** A day from the last full hour, so that the same question gets the same link for an hour; never after the clip is gone. */
    private Instant until(Job job) {
        var until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(LINKS_LAST);
        return job.expires() != null && job.expires().isBefore(until) ? job.expires() : until;
    }
}
