package dev.shotwright.cli;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.Container;
import dev.shotwright.media.Existing;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.media.Montage;
import dev.shotwright.media.Montage.Piece;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Clips that a service was asked for, on their way here: each is watched until it has ended, fetched, and made into what its
 * name asks for.
 */
final class RemoteClips {
    /** How long a service that gives no answer is asked again. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What a clip says of itself. */
    private static final Set<String> LABEL = Set.of("title", "comment");

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final Console console;
    private final ServiceClient client;
    private final Existing existing;
    private final OutputName out;

    /** What becomes of clips when their user gives up waiting. */
    enum Leaving {
        /** The service gives them up too. */
        CANCELS,
        /** They go on. */
        GOES
    }

    /** @throws ShotwrightException if clips are not written under the name that was given */
    RemoteClips(Surroundings surroundings, Console console, TargetOptions target, ServiceClient client) {
        this.surroundings = surroundings;
        this.console = console;
        this.client = client;
        this.existing = target.existing();
        this.out = target.clip(surroundings);
    }

    /** The id of a clip at a service, and no task of a vendor's. */
    static boolean isId(String name) {
        return name.startsWith("vid_");
    }

    /** How clips are come back for. */
    static String advice(List<String> ids) {
        return "shotwright resume %s -o clip.mp4 fetches %s"
                .formatted(String.join(" ", ids), ids.size() == 1 ? "it" : "them");
    }

    /** Has a service give clips up, and tells whether it does. */
    static void giveUp(ServiceClient client, Console console, List<String> ids) {
        for (var id : ids) {
            try {
                client.change("POST", ServiceClient.path("videos", id, "cancel"), null);
                console.problem(id + " is cancelled where that is still possible; the service says how it ended");
            } catch (ShotwrightException e) {
                console.problem("%s is not cancelled: %s".formatted(id, e.getMessage()));
            }
        }
    }

    /** The files of so many clips, which may be written. */
    List<Path> names(int count) {
        var names = out.names(count);
        out.prepare(names, existing);
        return names;
    }

    Exit collect(List<String> ids, List<Path> names, Leaving leaving) {
        var waiting = new ArrayList<>(ids);
        var container = Container.of(out.path());
        if (container != Container.MP4) {
            tell("the service keeps an MP4 of H.264, whose losses %s"
                    .formatted(
                            container == Container.FRAMES
                                    ? "the PNG pictures have too, and no others"
                                    : "come before those of " + container.word()));
        }
        ids.forEach(id -> console.note(id + " is with the service"));
        var worst = Exit.DONE;
        try (var _ = surroundings.cancellation().lastly(() -> console.advice(advice(waiting)))) {
            for (var i = 0; i < ids.size(); i++) {
                var exit = carried(ids.get(i), names.get(i));
                worst = exit.status() > worst.status() ? exit : worst;
                waiting.remove(ids.get(i));
            }
            return worst;
        } catch (ShotwrightException e) {
            if (surroundings.cancellation().requested() && leaving == Leaving.CANCELS) {
                Thread.interrupted();
                giveUp(client, console, waiting);
            } else {
                console.advice(advice(waiting));
            }
            throw e;
        }
    }

    private void tell(String sentence) {
        console.note("notice: " + sentence);
        console.answer().remark(sentence);
    }

    private Exit carried(String id, Path name) {
        try (var line = line(String.valueOf(name.getFileName()))) {
            var video = awaited(id, line);
            var state = video.path("state").asString();
            if (state.equals("succeeded")) {
                fetch(id, video, name, line);
                line.end();
                console.answer().file(name);
                console.note("%s: %s".formatted(name, id));
                return Exit.DONE;
            }
            line.end();
            return failed(id, state, video.path("failure"));
        }
    }

    private Exit failed(String id, String state, JsonNode failure) {
        var why = failure.path("message").asString("");
        console.problem("%s is %s%s".formatted(id, state, why.isEmpty() ? "" : ": " + why));
        var exit = switch (state) {
            case "in-doubt" -> Exit.IN_DOUBT;
            case "cancelled" -> Exit.CANCELLED;
            default -> failure.path("retry").asString("").equals("never") ? Exit.REFUSED : Exit.FAILED;
        };
        console.answer()
                .fail(new ShotwrightException(
                        exit == Exit.CANCELLED ? ErrorCode.CANCELLED : ErrorCode.REFUSED,
                        null,
                        why.isEmpty() ? "the clip is " + state : why));
        return exit;
    }

    private JsonNode awaited(String id, ProgressLine line) {
        while (true) {
            var video = client.get(ServiceClient.path("videos", id));
            if (ended(video.path("state").asString())) {
                return video;
            }
            surroundings.cancellation().check();
            line.advance(
                    video.path("phase").asString(video.path("state").asString()),
                    Math.round(100 * video.path("progress").asDouble()),
                    100);
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Cancellation.cancelled();
            }
        }
    }

    private static boolean ended(String state) {
        return switch (state) {
            case "queued", "running" -> false;
            default -> true;
        };
    }

    private void fetch(String id, JsonNode video, Path name, ProgressLine line) {
        var clip = clip(id, video);
        var bytes = clip.path("bytes").asLong();
        var beside = name.resolveSibling("." + name.getFileName() + ".part");
        try (var _ = surroundings.cancellation().lastly(() -> remove(beside))) {
            client.download(
                    () -> URI.create(clip(id, client.get(ServiceClient.path("videos", id)))
                            .path("url")
                            .asString()),
                    bytes,
                    beside,
                    arrived -> line.advance("fetch", Math.min(arrived, bytes), bytes));
            surroundings.cancellation().check();
            check(beside, clip.path("sha256").asString());
            make(beside, name);
        } finally {
            remove(beside);
        }
    }

    private static JsonNode clip(String id, JsonNode video) {
        var clips = video.path("clips");
        if (clips.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.NOT_FOUND, null, "the service does not keep the clip of %s any more".formatted(id));
        }
        return clips.path(0);
    }

    private static void check(Path fetched, String sha256) {
        try {
            if (!ServiceClient.sha256(fetched).equals(sha256)) {
                throw new ShotwrightException(ErrorCode.NETWORK_FAILED, "clip", "the clip arrived damaged");
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--output", "%s cannot be read: %s".formatted(fetched, e), e);
        }
    }

    /** Gives the clip its name, in the container that the name asks for and with what it says of itself. */
    private void make(Path fetched, Path name) {
        if (Container.of(name) == Container.MP4) {
            try {
                Files.move(fetched, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new ShotwrightException(
                        ErrorCode.STORAGE_FAILED, "--output", "%s cannot be written: %s".formatted(name, e), e);
            }
            return;
        }
        var label =
                new TreeMap<>(Inspection.of("clip", fetched, Limits.standard()).metadata());
        label.keySet().retainAll(LABEL);
        Montage.of(Piece.whole(fetched))
                .write(name, ClipOptions.standard().withExisting(existing).withMetadata(label), Limits.standard());
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--output", "%s cannot be removed: %s".formatted(file, e), e);
        }
    }

    private ProgressLine line(String name) {
        return ProgressLine.of(
                surroundings,
                console,
                name,
                console::note,
                phase -> phase.equals("fetch") ? Counted.BYTES : Counted.SHARES);
    }
}
