package dev.shotwright.providers.task;

import dev.shotwright.media.ClipReader;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.Switch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings a clip that was drawn into the user's file: into a part beside it first, which goes on where it was cut off, and
 * under its name only when it is whole and can be played. What the vendor sent is kept until the task says that it is fetched.
 */
final class Delivery {
    private static final int PIECE = 64 << 10;
    private static final long LONGEST = Limits.standard().bytes();
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final String FIELD = "clip";

    private final HostedModel model;
    private final Waiting waiting;
    private final Endurance endurance;
    private final Watcher watcher;

    Delivery(HostedModel model, Waiting waiting, Endurance endurance, Watcher watcher) {
        this.model = model;
        this.waiting = waiting;
        this.endurance = endurance;
        this.watcher = watcher;
    }

    void deliver(Claim claim) throws InterruptedException {
        var part = part(claim.task());
        try {
            Files.createDirectories(Objects.requireNonNull(part.getParent()));
            transfer(claim.task(), part);
        } catch (VendorException e) {
            if (e.failure().retry() != Retry.LOOK_UP_FIRST) {
                throw e;
            }
            if (!linkedAnew(claim, e)) {
                return;
            }
            transfer(claim.task(), part);
        } catch (IOException e) {
            throw unkept(part, e);
        }
        var finish = Finish.of(claim.task(), model.card(), part, check(claim.task(), part));
        if (finish.remark() != null) {
            watcher.remarked(claim.task(), finish.remark());
        }
        var file = place(claim.task(), finish.file());
        save(claim, claim.task().fetched(file.toString(), waiting.now()));
        kept(part, () -> Files.deleteIfExists(part));
    }

    /** The unfinished file of a task, which no other task has. */
    static Path part(Task task) {
        var output = Path.of(task.output());
        return output.resolveSibling("%s.%s.part".formatted(output.getFileName(), task.id()));
    }

    /** Asks once for another address of a clip whose first has expired; whether there is one. */
    private boolean linkedAnew(Claim claim, VendorException gone) {
        var outcome = model.poll(Courier.ticket(claim));
        var task = claim.task();
        return switch (outcome.state()) {
            case SUCCEEDED -> {
                var paid = Objects.requireNonNull(task.settlement());
                save(claim, task.drawn(outcome.clips().getFirst(), task.usage(), paid, waiting.now()));
                yield true;
            }
            case EXPIRED, CANCELLED, FAILED -> {
                var paid = Objects.requireNonNull(task.settlement());
                save(claim, task.ended(Stage.EXPIRED, gone.failure(), paid, waiting.now()));
                yield false;
            }
            case QUEUED, RUNNING, IN_DOUBT -> throw gone;
        };
    }

    private void transfer(Task task, Path part) throws InterruptedException {
        var clip = Objects.requireNonNull(task.clip());
        var pause = AGAIN;
        for (var stalled = 0; ; ) {
            var before = length(part);
            var trouble = attempt(task, clip, part, before);
            if (trouble == null) {
                return;
            }
            if (length(part) > before) {
                stalled = 0;
                pause = AGAIN;
            } else if (++stalled >= endurance.cuts()) {
                throw new VendorException(new Failure(
                        FailureCode.OVERLOADED,
                        "the clip cannot be fetched now: " + trouble,
                        Retry.SAFE,
                        Billing.BILLED,
                        null));
            }
            watcher.hindered(task, trouble);
            waiting.pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /**
     * Fetches as much as comes. The last byte that is there is asked for again, since a vendor asked for what lies behind
     * the end would refuse.
     *
     * @return what was in the way; null if the clip is whole
     */
    private @Nullable String attempt(Task task, Clip clip, Path part, long there) throws InterruptedException {
        try (var stream = model.fetch(clip, Math.max(0, there - 1))) {
            var length = stream.length();
            if (stream.from() > there || (length != null && length < there)) {
                cut(part, 0);
                return "the vendor has another clip than before";
            }
            copy(task, stream, part);
            var now = length(part);
            return length == null || now == length
                    ? null
                    : "the transfer ended at %d of %d bytes".formatted(now, length);
        } catch (VendorException e) {
            if (e.failure().retry() != Retry.SAFE) {
                throw e;
            }
            return e.failure().message();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void copy(Task task, ClipStream stream, Path part) throws IOException, InterruptedException {
        var piece = new byte[PIECE];
        try (var file = open(part)) {
            var at = stream.from();
            kept(part, () -> file.setLength(stream.from()));
            kept(part, () -> file.seek(stream.from()));
            for (var count = stream.body().read(piece);
                    count >= 0;
                    count = stream.body().read(piece)) {
                if (!watcher.waits()) {
                    throw new InterruptedException();
                }
                var read = count;
                kept(part, () -> file.write(piece, 0, read));
                at += count;
                if (at > LONGEST) {
                    throw new ShotwrightException(
                            ErrorCode.MEDIA_TOO_LARGE,
                            FIELD,
                            "the clip has more than the accepted %d bytes; what came is kept as %s"
                                    .formatted(LONGEST, part));
                }
                watcher.received(task, at, stream.length());
            }
        }
    }

    private static Inspection check(Task task, Path part) {
        try {
            var found = Inspection.of(FIELD, part, Limits.standard());
            if (found.damage() != null || found.pictures() == null) {
                throw broken(task, part, found.damage() == null ? "it has no pictures" : found.damage(), null);
            }
            try (var reader = ClipReader.open(FIELD, part, Limits.standard())) {
                if (!reader.next()) {
                    throw broken(task, part, "it has no frames", null);
                }
            }
            return found;
        } catch (ShotwrightException e) {
            throw e instanceof BrokenClipException ? e : broken(task, part, String.valueOf(e.getMessage()), e);
        }
    }

    /** A clip that cannot be played is kept under another name, so that the next transfer begins anew. */
    private static BrokenClipException broken(Task task, Path part, String why, @Nullable ShotwrightException cause) {
        var kept = part.resolveSibling(String.valueOf(part.getFileName()).replaceFirst("part$", "broken"));
        kept(part, () -> Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING));
        return new BrokenClipException(
                "what came is no clip that can be played: %s; it is kept as %s, and resuming %s fetches it again"
                        .formatted(why, kept, task.id()),
                cause);
    }

    /** What came is not what was paid for. */
    private static final class BrokenClipException extends ShotwrightException {
        private static final long serialVersionUID = 1L;

        BrokenClipException(String message, @Nullable ShotwrightException cause) {
            super(ErrorCode.UNREADABLE_MEDIA, FIELD, message);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    /** Gives a clip its name; a file that has come there in the meantime is kept, and the clip gets another name. */
    private static Path place(Task task, Path part) {
        var output = Path.of(task.output());
        try {
            Whole.sync(part);
            if (task.overwrite() == Switch.OFF && Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.isRegularFile(output) && Files.mismatch(part, output) < 0) {
                    Files.delete(part);
                    return output;
                }
                output = beside(output, task.id());
            }
            Whole.move(part, output);
            return output;
        } catch (IOException e) {
            throw unkept(part, e);
        }
    }

    private static Path beside(Path output, String id) {
        var name = String.valueOf(output.getFileName());
        var dot = name.lastIndexOf('.');
        return output.resolveSibling(
                dot <= 0 ? name + "-" + id : name.substring(0, dot) + "-" + id + name.substring(dot));
    }

    private static RandomAccessFile open(Path part) {
        try {
            return new RandomAccessFile(part.toFile(), "rw");
        } catch (IOException e) {
            throw unkept(part, e);
        }
    }

    private static void cut(Path part, long length) {
        try (var file = open(part)) {
            file.setLength(length);
        } catch (IOException e) {
            throw unkept(part, e);
        }
    }

    private static long length(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw unkept(part, e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** A fault of the disk is none of the vendor's. */
    private static void kept(Path part, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw unkept(part, e);
        }
    }

    private static ShotwrightException unkept(Path part, IOException fault) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED, "output", "%s cannot be written: %s".formatted(part, fault), fault);
    }

    private void save(Claim claim, Task changed) {
        claim.save(changed);
        watcher.saved(changed);
    }
}
