package dev.shotwright.cli;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.stage.Truth;
import dev.shotwright.world.stage.TruthLines;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A negotiated request on its way into files: notices are told, names are claimed, and each clip is drawn under a progress
 * line. A refused request draws nothing, and a cancelled clip leaves no file behind.
 */
final class Drawing {
    private final Surroundings surroundings;
    private final Console console;
    private final OutputOptions words;
    private final OutputName out;
    private final @Nullable OutputName truth;
    private final @Nullable Path sound;
    private final Set<String> remarks = new HashSet<>();

    /** @throws dev.shotwright.vocabulary.ShotwrightException if clips are not written under the name that was given */
    Drawing(Surroundings surroundings, Console console, OutputOptions words, @Nullable Path sound) {
        this.surroundings = surroundings;
        this.console = console;
        this.words = words;
        this.out = words.target.clip(surroundings);
        this.truth = words.truth == null ? null : new OutputName("--truth", surroundings.file(words.truth));
        this.sound = sound;
    }

    /** Draws one clip of a request for one. */
    @FunctionalInterface
    interface Artist {
        /** @param witness wants the truth about each frame; absent if nobody does */
        void draw(VideoRequest request, ClipSink sink, Progress progress, @Nullable Consumer<Truth> witness);
    }

    Exit draw(ModelCard card, Verdict verdict, Artist artist) {
        console.answer().model(card.model());
        return switch (verdict) {
            case Verdict.Accepted accepted -> draw(card, accepted.request(), artist);
            case Verdict.Adapted adapted -> {
                adapted.notices().forEach(this::tell);
                yield draw(card, adapted.request(), artist);
            }
            case Verdict.Refused refused -> refuse(card, refused.reasons());
        };
    }

    private void tell(Notice notice) {
        console.note("notice: " + notice);
        console.answer().notice(notice);
    }

    /** Tells what a model remarks, once for all clips. */
    private void tell(String remark) {
        if (remarks.add(remark)) {
            console.note(remark);
            console.answer().remark(remark);
        }
    }

    private Exit refuse(ModelCard card, List<Reason> reasons) {
        reasons.forEach(reason -> console.problem("%s refuses: %s".formatted(card.model(), reason)));
        console.answer().refuse(reasons);
        return Exit.REFUSED;
    }

    private Exit draw(ModelCard card, VideoRequest request, Artist artist) {
        var count = Objects.requireNonNullElse(request.count(), 1);
        var names = out.names(count);
        out.prepare(names, words.existing());
        var truths = truth == null ? List.<Path>of() : truth.names(count);
        if (truth != null) {
            if (names.contains(truths.getFirst())) {
                throw ShotwrightException.invalid("--truth", truth.path(), "a name other than that of the clip");
            }
            truth.prepare(truths, words.existing());
        }
        var seed = request.seed() == null ? surroundings.seeds().getAsLong() : request.seed();
        console.answer().seed(seed);
        if (card.tariff().quote(request) instanceof Quote.Priced price) {
            console.answer().cost(price.atMost());
        }
        for (var i = 0; i < count; i++) {
            var one = request.toBuilder().count(1).seed(seed + i).build();
            draw(card, one, names.get(i), truths.isEmpty() ? null : truths.get(i), artist);
            console.answer().file(names.get(i));
        }
        return Exit.DONE;
    }

    private void draw(ModelCard card, VideoRequest request, Path name, @Nullable Path truthName, Artist artist) {
        surroundings.cancellation().begin();
        var options = ClipOptions.standard()
                .withExisting(words.existing())
                .withSound(sound)
                .describing(card, request);
        try (var line = line(String.valueOf(name.getFileName()));
                var text = truthName == null ? null : WholeText.to(truthName);
                var writer = ClipWriter.to(name, options);
                var _ = surroundings.cancellation().lastly(() -> abandon(writer, text))) {
            var sink = new MeasuredSink(writer);
            artist.draw(request, sink, line, text == null ? null : new TruthLines(text.writer())::write);
            surroundings.cancellation().check();
            writer.finish();
            if (text != null) {
                text.finish();
            }
            line.end();
            console.note("%s: %s, seed %d".formatted(name, sink.words(), request.seed()));
        }
    }

    /** A sink that remembers what it was given. */
    private static final class MeasuredSink implements ClipSink {
        private final ClipSink sink;
        private String words = "";

        MeasuredSink(ClipSink sink) {
            this.sink = sink;
        }

        @Override
        public void begin(ClipFormat format) {
            words = "%dx%d, %s fps, %d frames"
                    .formatted(format.width(), format.height(), format.fps(), format.frames());
            sink.begin(format);
        }

        @Override
        public void frame(int[] pixels) {
            sink.frame(pixels);
        }

        String words() {
            return words;
        }
    }

    private static void abandon(ClipWriter writer, @Nullable WholeText text) {
        writer.abandon();
        if (text != null) {
            text.abandon();
        }
    }

    private ProgressLine line(String name) {
        return ProgressLine.of(surroundings, console, name, this::tell, Counted::in);
    }
}
