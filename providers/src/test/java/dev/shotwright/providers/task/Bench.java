package dev.shotwright.providers.task;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A journal, a vendor and somebody who waits, in a folder. */
@NullMarked
final class Bench implements Watcher {
    final Path folder;
    final byte[] clip;
    final ScriptedModel model;
    final List<String> told = new ArrayList<>();
    Consumer<Task> onSave = _ -> {};
    boolean waits = true;
    Endurance endurance = Endurance.usual();

    /** A process that ends here and now. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    Bench(Path folder) {
        this.folder = folder;
        this.clip = clip(folder);
        this.model = new ScriptedModel(clip);
    }

    private static byte[] clip(Path folder) {
        var file = made(folder).resolve("drawn.mp4");
        try (var writer = ClipWriter.to(file, ClipOptions.standard())) {
            writer.begin(new ClipFormat(64, 64, FrameRate.of(8), 4));
            for (var frame = 0; frame < 4; frame++) {
                var pixels = new int[64 * 64];
                Arrays.fill(pixels, 0x40 * frame);
                writer.frame(pixels);
            }
            writer.finish();
        }
        try {
            var bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The journal as a process that has just begun sees it. */
    Journal journal() {
        return new Journal(folder.resolve("tasks"), new SplittableRandom(told.size()));
    }

    Path output() {
        return folder.resolve("dog.mp4");
    }

    Claim begin() {
        return begin(Switch.OFF);
    }

    Claim begin(Switch overwrite) {
        return begin(journal(), overwrite);
    }

    Claim begin(Journal journal, Switch overwrite) {
        return begin(journal, ScriptedModel.request(), output(), overwrite);
    }

    private Claim begin(Journal journal, VideoRequest request, Path output, Switch overwrite) {
        return journal.begin(id -> Task.prepared(
                id,
                "somebody",
                request,
                output.toString(),
                overwrite,
                model.now(),
                ScriptedModel.CARD.tariff().quote(request)));
    }

    Courier courier() {
        return new Courier(model, model, endurance, this);
    }

    /** Draws a clip in one go. */
    Task draw() {
        try (var claim = begin()) {
            return courier().carry(claim);
        }
    }

    /** Draws a clip that is labelled into a file. */
    Task drawLabelled(Path output) {
        var request = ScriptedModel.request().toBuilder().label(Switch.ON).build();
        try (var claim = begin(journal(), request, output, Switch.OFF)) {
            return courier().carry(claim);
        }
    }

    /** Begins a draw whose process is killed after a change was saved, and carries it on in another. */
    Task killedAt(Stage stage) {
        onSave = task -> {
            if (task.stage() == stage) {
                throw new Killed();
            }
        };
        kill();
        onSave = _ -> {};
        return resume();
    }

    void kill() {
        try (var claim = begin()) {
            courier().carry(claim);
        } catch (Killed e) {
            told.add("killed");
        }
    }

    Task resume() {
        var journal = journal();
        try (var claim = journal.claim(only().id())) {
            if (claim == null) {
                throw new AssertionError("it is held");
            }
            return courier().carry(claim);
        }
    }

    Task only() {
        return journal().contents().tasks().getFirst();
    }

    @Override
    public boolean waits() {
        return waits;
    }

    @Override
    public void saved(Task task) {
        onSave.accept(task);
    }

    @Override
    public void stands(Task task, Outcome outcome) {
        told.add(outcome.state().word());
    }

    @Override
    public void hindered(Task task, String sentence) {
        told.add(sentence);
    }

    @Override
    public void remarked(Task task, String sentence) {
        told.add(sentence);
    }

    @Override
    public void received(Task task, long bytes, @Nullable Long length) {}
}
