package dev.shotwright.cli;

import dev.shotwright.media.Existing;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = ".mp4, .webm, .gif, .webp, or frames/ for PNG pictures.")
    private String output = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Who draws it; previz unless you have settled another.")
    private @Nullable String model;

    @Mixin
    private RequestOptions words = new RequestOptions();

    @Option(names = "--overwrite", description = "Replace what exists.")
    private boolean overwrite;

    GenerateCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var out = OutputName.ofClip(surroundings, "--output", output);
        var request = MediaProbe.probed(new RequestReading(words, surroundings).request());
        var shelf = ModelShelf.of(surroundings);
        var card = shelf.card(ModelShelf.chosen(surroundings, model, request));
        console.answer().model(card.model());
        return switch (ModelShelf.verdict(request, card, words.leeway())) {
            case Verdict.Accepted accepted -> draw(shelf, card, accepted.request(), out);
            case Verdict.Adapted adapted -> {
                adapted.notices().forEach(this::tell);
                yield draw(shelf, card, adapted.request(), out);
            }
            case Verdict.Refused refused -> refuse(card, refused.reasons());
        };
    }

    private void tell(Notice notice) {
        console.note("notice: " + notice);
        console.answer().notice(notice);
    }

    private Exit refuse(ModelCard card, List<Reason> reasons) {
        reasons.forEach(reason -> console.problem(card.model() + " cannot: " + reason));
        console.answer().refuse(reasons);
        return Exit.REFUSED;
    }

    private Exit draw(ModelShelf shelf, ModelCard card, VideoRequest request, OutputName out) {
        var existing = overwrite ? Existing.REPLACE : Existing.REFUSE;
        var names = out.names(Objects.requireNonNullElse(request.count(), 1));
        out.prepare(names, existing);
        var seed = request.seed() == null ? surroundings.seeds().getAsLong() : request.seed();
        console.answer().seed(seed);
        if (card.tariff().quote(request) instanceof Quote.Priced price) {
            console.answer().cost(price.atMost());
        }
        var drawer = shelf.model(card.model());
        var remarks = new LinkedHashSet<String>();
        var drawing = new Drawing(surroundings, console, existing);
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var one = request.toBuilder().count(1).seed(seed + i).build();
            var drawn = drawing.draw(name, metadata(card, one), (sink, progress) -> drawer.draw(one, sink, progress));
            console.answer().file(name);
            console.note("%s: %s, %s fps, %d frames, seed %d"
                    .formatted(name, one.size(), one.fps(), one.frames(), one.seed()));
            for (var remark : drawn.remarks()) {
                if (remarks.add(remark)) {
                    console.note(remark);
                    console.answer().remark(remark);
                }
            }
        }
        return Exit.DONE;
    }

    /** What the file says of itself, so that a clip that is found later can be drawn again. */
    private static Map<String, String> metadata(ModelCard card, VideoRequest request) {
        var metadata = new LinkedHashMap<String, String>();
        if (request.prompt() != null) {
            metadata.put("title", request.prompt());
        }
        metadata.put("comment", "drawn by %s, seed %d".formatted(card.title(), request.seed()));
        return metadata;
    }
}
