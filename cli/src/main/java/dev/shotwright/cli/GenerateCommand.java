package dev.shotwright.cli;

import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.previz.PrevizModel;
import dev.shotwright.world.stage.Truth;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "generate",
        customSynopsis = "shotwright generate [PROMPT] -o OUT [OPTION]...",
        description = "Draw a clip from a prompt, from pictures, or from both.",
        footer = {
            "",
            "Example:",
            "  shotwright generate \"a dog runs to the left, then sits\" --ratio 9:16 --seconds 6 -o dog.mp4"
        })
final class GenerateCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Who draws it; previz unless you have settled another.")
    private @Nullable String model;

    @Mixin
    private final RequestOptions words = new RequestOptions();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    GenerateCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var drawing = new Drawing(surroundings, console, output, sound());
        var request = engine.told(new RequestReading(words, surroundings).request());
        var artist = artist(request);
        var card = artist.card();
        console.answer().model(card.model());
        if (output.truth != null && !(artist instanceof PrevizModel)) {
            throw ShotwrightException.invalid("--truth", "asked of " + card.model(), "previz, which knows it");
        }
        return drawing.draw(
                card,
                ModelShelf.verdict(MediaProbe.probed(request), card, words.leeway()),
                (one, sink, progress, witness) -> draw(artist, one, sink, progress, witness));
    }

    private LocalModel artist(VideoRequest request) {
        if (engine.checkpoint == null) {
            var shelf = ModelShelf.of(surroundings);
            return shelf.model(shelf.chosen(surroundings, model, request), surroundings, engine);
        }
        if (model != null) {
            throw ShotwrightException.invalid("--model", model, "--model or --checkpoint, not both");
        }
        return Workshop.of(surroundings).checkpoint(surroundings.file(engine.checkpoint), engine);
    }

    private static void draw(
            LocalModel artist,
            VideoRequest request,
            ClipSink sink,
            Progress progress,
            @Nullable Consumer<Truth> witness) {
        var model = witness != null && artist instanceof PrevizModel previz ? previz.withWitness(witness) : artist;
        model.draw(request, sink, progress);
    }

    /** The sound that is laid under the clip. */
    private @Nullable Path sound() {
        var audio = words.audio;
        return audio == null || audio.equals("on") || audio.equals("off") ? null : surroundings.file(audio);
    }
}
