package dev.shotwright.server;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.queue.Advance;
import dev.shotwright.jobs.queue.Bell;
import dev.shotwright.jobs.queue.Claims;
import dev.shotwright.jobs.queue.End;
import dev.shotwright.jobs.queue.Endings;
import dev.shotwright.jobs.queue.Finish;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.RegisteredCard;
import dev.shotwright.jobs.queue.RegisteredWorker;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.providers.Vendors;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.request.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A worker that draws nothing: a test claims and finishes through it. Its heart beats, or its models would go off offer. */
public final class FakeWorker implements AutoCloseable {
    /** What all its clips consist of. */
    public static final byte[] CLIP = "ftyp, or what a test takes for a clip".getBytes(StandardCharsets.UTF_8);

    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Clock clock;
    private final Database database;
    private final MediaStore media;
    private final Bell bell;
    private final Claims claims;
    private final Workers workers;
    private final UUID id;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("heart").factory());

    FakeWorker(Database database, MediaStore media, Clock clock, Ids ids) {
        this.database = database;
        this.media = media;
        this.bell = new Bell(database);
        this.claims = new Claims(database, clock, Endings.untold(), bell);
        this.id = ids.next();
        this.clock = clock;
        this.workers = new Workers(database);
        offer();
        var _ = heart.scheduleWithFixedDelay(
                () -> workers.beat(id, 1, 1), BEAT.toSeconds(), BEAT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Offers {@code sketch}, and the models of these vendors as if it had their keys; no others from now on. */
    public void offer(String... vendors) {
        var now = clock.instant();
        var cards = new ArrayList<RegisteredCard>();
        cards.add(card("sketch", Documents.yaml().read(ModelCard.class, sketch())));
        for (var vendor : vendors) {
            Objects.requireNonNull(Vendors.named(vendor)).cards().forEach(card -> cards.add(card("hosted", card)));
        }
        workers.register(
                new RegisteredWorker(
                        id,
                        "fake",
                        now,
                        now,
                        Map.of("sketch", 1000, "hosted", 1000),
                        1,
                        1,
                        0,
                        List.of("cpu"),
                        "test",
                        false),
                cards);
    }

    private RegisteredCard card(String capability, ModelCard card) {
        return new RegisteredCard(card.model(), capability, Document.of(ModelCard.class, card), clock.instant());
    }

    private static String sketch() {
        try (var stream = Objects.requireNonNull(FakeWorker.class.getResourceAsStream("sketch.yaml"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins all that waits, of every account. What was just accepted may be a moment from being offered. */
    public List<Lease> begin() {
        var leases = new ArrayList<Lease>();
        do {
            leases.addAll(claims.claim(id, Map.of("sketch", 100)));
        } while (waiting() > 0);
        return leases;
    }

    /** Begins what it may of what waits, until so many are begun. */
    public List<Lease> begin(int count) {
        var leases = new ArrayList<Lease>();
        while (leases.size() < count) {
            leases.addAll(claims.claim(id, Map.of("sketch", 100)));
        }
        return leases;
    }

    /** Nobody knows how they ended. */
    public void doubt(List<Lease> leases) {
        var failure =
                new Failure(FailureCode.UNKNOWN, "the vendor cannot be asked", Retry.NEVER, Billing.UNKNOWN, null);
        leases.forEach(lease -> claims.finish(List.of(new Finish(lease, new End.InDoubt(failure)))));
    }

    private int waiting() {
        return database.sql()
                .sql("select count(*) from job where state = 1 and class = 'sketch'")
                .query(Integer.class)
                .single();
    }

    /** Its id, as it is told. */
    public String id() {
        return Ids.write(Prefix.WORKER, id);
    }

    public void advance(Lease lease, double progress) {
        claims.advance(List.of(new Advance(lease, progress, "drawing")));
    }

    public void succeed(List<Lease> leases) {
        for (var lease : leases) {
            var place = Place.clip(lease.job(), 0, "mp4");
            keep(place, CLIP);
            for (var still : Still.values()) {
                keep(still.of(place), still.ending().getBytes(StandardCharsets.UTF_8));
            }
            var clip = new StoredClip(
                    place.text(),
                    CLIP.length,
                    "video/mp4",
                    new Pixels(1280, 720),
                    Duration.ofSeconds(5),
                    FrameRate.of(24),
                    7L,
                    "0".repeat(64),
                    List.of(Still.values()));
            claims.finish(List.of(new Finish(
                    lease,
                    new End.Succeeded(
                            List.of(clip), new Usage(null, Duration.ofSeconds(5), Duration.ZERO, null), null))));
        }
    }

    private void keep(Place place, byte[] bytes) {
        try {
            var file = Files.createTempFile("kept", "");
            Files.write(file, bytes);
            media.put(place, file);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void fail(List<Lease> leases) {
        var failure = new Failure(
                FailureCode.POLICY_INPUT, "the prompt is not allowed", Retry.NEVER, Billing.NOT_BILLED, "raw");
        leases.forEach(lease -> claims.finish(List.of(new Finish(lease, new End.Failed(failure, null)))));
    }

    /** Begins and ends all that waits. */
    public void drawAll() {
        succeed(begin());
    }

    @Override
    public void close() {
        heart.shutdownNow();
        heart.close();
        bell.close();
    }
}
