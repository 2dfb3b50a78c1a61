package dev.shotwright.cli;

import dev.shotwright.media.MediaProbe;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.previz.PrevizModel;
import dev.shotwright.world.stage.Truth;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            "  shotwright generate \"a dog runs to the left, then sits\" --ratio 9:16 --seconds 6 -o dog.mp4",
            "  shotwright generate \"a dog runs\" --model ark/seedance-2.0 --budget 5CNY -o dog.mp4"
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
    private final HostedOptions hosted = new HostedOptions();

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(names = "--detach", description = "Print the service's ids of the clips, and leave; resume fetches them.")
    private boolean detached;

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
        var request = engine.told(new RequestReading(words, surroundings).request());
        if (server.named(surroundings)) {
            return runRemotely(request);
        }
        if (detached) {
            throw ShotwrightException.invalid("--detach", "given without a service", "--server");
        }
        return engine.checkpoint == null ? run(request) : runLocally(request);
    }

    private Exit run(VideoRequest request) {
        var shelf = ModelShelf.of(surroundings);
        var card = shelf.card(shelf.chosen(surroundings, model, request));
        return ModelShelf.isHosted(card) ? runHosted(request, shelf, card) : runLocally(request);
    }

    private Exit runRemotely(VideoRequest request) {
        if (engine.checkpoint != null) {
            throw ShotwrightException.invalid("--checkpoint", engine.checkpoint, "the models of the service");
        }
        if (sound() != null) {
            throw ShotwrightException.invalid("--audio", "a file, of a service", "on or off");
        }
        if (output.truth != null) {
            throw ShotwrightException.invalid(
                    "--truth", "asked of a service", "previz on this machine, which knows it");
        }
        if (detached && output.target.named()) {
            throw ShotwrightException.invalid(
                    "--output", "given with --detach", "an output where the clip is fetched, by resume");
        }
        hosted.refuseMoneyFor("a service");
        var chosen = Objects.requireNonNullElse(model == null ? request.model() : model, "previz");
        try (var client = server.client(surroundings, hosted.patience(RemoteClips.PATIENCE), console::note)) {
            var drawing = new RemoteDrawing(surroundings, console, client);
            return detached
                    ? drawing.leave(request, chosen)
                    : drawing.draw(request, chosen, new RemoteClips(surroundings, console, output.target, client));
        }
    }

    private Exit runHosted(VideoRequest request, ModelShelf shelf, ModelCard first) {
        console.answer().model(first.model());
        if (sound() != null) {
            throw ShotwrightException.invalid("--audio", "a file, with " + first.model(), "on or off");
        }
        var drawing = new HostedDrawing(surroundings, console, output, hosted);
        var cards = new ArrayList<>(List.of(first));
        for (var name : hosted.fallbacks) {
            var card = shelf.card(name);
            if (!ModelShelf.isHosted(card) || cards.contains(card)) {
                throw ShotwrightException.invalid("--fallback", name, "another model that a vendor runs");
            }
            cards.add(card);
        }
        var probed = MediaProbe.probed(request);
        var fitting = ModelShelf.fitting(surroundings);
        return drawing.draw(
                cards,
                cards.stream()
                        .map(card -> ModelShelf.verdict(probed, card, words.leeway(), fitting))
                        .toList());
    }

    private Exit runLocally(VideoRequest request) {
        var drawing = new Drawing(surroundings, console, output, sound());
        var artist = artist(request);
        var card = artist.card();
        hosted.refuseFor(card.model());
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
