package dev.shotwright.worker;

import dev.shotwright.jobs.queue.End;
import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.card.VideoTokens;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws a job with a model of this machine: request in, labelled clip in the store out. */
final class LocalWork {
    private final Shelf shelf;
    private final Materials materials;
    private final Gallery gallery;
    private final Retention retention;
    private final RandomGenerator seeds;

    LocalWork(Shelf shelf, Materials materials, Gallery gallery, Retention retention, RandomGenerator seeds) {
        this.shelf = shelf;
        this.materials = materials;
        this.gallery = gallery;
        this.retention = retention;
        this.seeds = seeds;
    }

    /** @param folder empty, and nobody else's */
    Ending carry(Holding holding, Path folder) {
        try {
            return drawn(holding, folder);
        } catch (ShotwrightException e) {
            return switch (holding.wish()) {
                case CANCEL -> new Ending.Ended(new End.Cancelled(Billing.NOT_BILLED, null));
                case GIVE_BACK -> new Ending.GivenBack();
                case LOST -> new Ending.Abandoned();
                case GO_ON ->
                    Failures.machines(e.code())
                            ? new Ending.Spoilt(String.valueOf(e.getMessage()))
                            : Ending.failed(Failures.of(e));
            };
        } catch (OutOfMemoryError e) {
            return new Ending.Spoilt("the memory given to Java is used up");
        } catch (RuntimeException | StackOverflowError e) {
            Log.fault(e);
            return Ending.failed(Failures.own(FailureCode.INTERNAL, "a fault of Shotwright itself: " + e));
        }
    }

    private Ending drawn(Holding holding, Path folder) {
        var lease = holding.lease();
        var model = shelf.model(lease.model());
        var settled = Terms.settled(materials.brought(lease, model.card(), folder), model.card());
        if (settled instanceof Terms.Refused refused) {
            return Ending.failed(Failures.refused(refused.reasons()));
        }
        var request = seeded(((Terms.Settled) settled).request());
        var file = folder.resolve("clip.mp4");
        draw(model, request, file, holding);
        holding.check();
        holding.tell("store", 1);
        var clip = gallery.keep(lease, file, request.seed());
        var size = clip.size();
        var fps = clip.fps();
        var tokens = size == null || fps == null || clip.duration() == null
                ? null
                : (Long) VideoTokens.of(size, fps, clip.duration());
        return new Ending.Ended(new End.Succeeded(
                List.of(clip), new Usage(tokens, clip.duration(), null, null), retention.expiry(holding.now())));
    }

    private VideoRequest seeded(VideoRequest request) {
        return request.toBuilder()
                .count(1)
                .seed(request.seed() == null ? (Long) (long) seeds.nextInt(Integer.MAX_VALUE) : request.seed())
                .build();
    }

    private static void draw(LocalModel model, VideoRequest request, Path file, Holding holding) {
        try (var writer = ClipWriter.to(file, ClipOptions.standard().describing(model.card(), request))) {
            model.draw(request, writer, holding);
            holding.check();
            writer.finish();
        }
    }
}
