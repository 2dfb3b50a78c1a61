package dev.shotwright.cli;

import dev.shotwright.media.Container;
import dev.shotwright.media.Existing;
import dev.shotwright.providers.task.Claim;
import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to a vendor: what changes and what it costs is told, the budget is held against it, every clip is
 * written down as a task, and only then is anybody asked.
 */
final class HostedDrawing {
    private final Surroundings surroundings;
    private final Console console;
    private final OutputOptions output;
    private final HostedOptions options;
    private final Prices prices;
    private final OutputName out;

    HostedDrawing(Surroundings surroundings, Console console, OutputOptions output, HostedOptions options) {
        this.surroundings = surroundings;
        this.console = console;
        this.output = output;
        this.options = options;
        this.prices = Prices.of(surroundings);
        this.out = output.target.clip(surroundings);
        if (output.truth != null) {
            throw ShotwrightException.invalid("--truth", "asked of a vendor", "previz, which knows it");
        }
        if (container() == Container.FRAMES) {
            throw ShotwrightException.invalid(
                    "--output",
                    "'" + output.target.text() + "'",
                    "a name that ends in .mp4, .webm, .gif or .webp, with a vendor");
        }
    }

    private Container container() {
        return Container.of(out.path());
    }

    /**
     * A model that can draw the request.
     *
     * @param clips the negotiated request of each clip
     * @param quotes what each clip costs
     */
    private record Candidate(HostedModel model, List<Notice> notices, List<VideoRequest> clips, List<Quote> quotes) {
        ModelCard card() {
            return model.card();
        }
    }

    /**
     * Draws with the first model that can, and with the next where a vendor refuses for sure.
     *
     * @param verdicts what becomes of the request with each model
     */
    Exit draw(List<ModelCard> cards, List<Verdict> verdicts) {
        var patient = new Patient(surroundings.clock());
        try (var accounts = new Accounts(surroundings, patient)) {
            var candidates = candidates(cards, verdicts, accounts);
            if (candidates.isEmpty()) {
                return Exit.REFUSED;
            }
            var budget = options.budget();
            if (budget != null) {
                candidates.forEach(candidate ->
                        prices.refuseBeyond(budget, candidate.card().model(), candidate.quotes()));
            }
            return draw(candidates, accounts, patient);
        }
    }

    private List<Candidate> candidates(List<ModelCard> cards, List<Verdict> verdicts, Accounts accounts) {
        var candidates = new ArrayList<Candidate>();
        for (var i = 0; i < cards.size(); i++) {
            var card = cards.get(i);
            switch (verdicts.get(i)) {
                case Verdict.Accepted accepted ->
                    candidates.add(candidate(
                            accounts.model(card), accepted.request(), withSound(accepted.request(), List.of())));
                case Verdict.Adapted adapted ->
                    candidates.add(candidate(
                            accounts.model(card), adapted.request(), withSound(adapted.request(), adapted.notices())));
                case Verdict.Refused refused -> {
                    refused.reasons()
                            .forEach(reason -> console.problem("%s refuses: %s".formatted(card.model(), reason)));
                    if (i == cards.size() - 1 && candidates.isEmpty()) {
                        console.answer().refuse(refused.reasons());
                    }
                }
            }
        }
        return candidates;
    }

    /** With a notice where sound is drawn and paid for that the file cannot hold. */
    private List<Notice> withSound(VideoRequest request, List<Notice> notices) {
        if (request.audio() != Switch.ON || container().sounds()) {
            return notices;
        }
        var all = new ArrayList<>(notices);
        all.add(new Notice(
                "audio",
                "on",
                "a file without sound",
                ".%s holds none".formatted(container().word())));
        return all;
    }

    private static Candidate candidate(HostedModel model, VideoRequest request, List<Notice> notices) {
        var count = Objects.requireNonNullElse(request.count(), 1);
        var clips = new ArrayList<VideoRequest>();
        for (var i = 0; i < count; i++) {
            var reference = request.clientReference();
            clips.add(request.toBuilder()
                    .count(1)
                    .seed(request.seed() == null ? null : request.seed() + i)
                    .clientReference(reference == null || count == 1 ? reference : reference + "-" + (i + 1))
                    .media(request.media().stream().map(HostedDrawing::absolute).toList())
                    .build());
        }
        return new Candidate(
                model,
                notices,
                clips,
                clips.stream().map(clip -> model.card().tariff().quote(clip)).toList());
    }

    /** A task may be sent later, from another folder. */
    private static MediaItem absolute(MediaItem item) {
        return item.fromAddress()
                ? item
                : new MediaItem(
                        item.kind(),
                        item.role(),
                        Path.of(item.source()).toAbsolutePath().toString(),
                        item.at(),
                        item.facts());
    }

    private Exit draw(List<Candidate> candidates, Accounts accounts, Patient patient) {
        var first = candidates.getFirst();
        var names = out.names(first.clips().size());
        out.prepare(names, output.existing());
        tell(first);
        var journal = Journals.of(surroundings);
        surroundings.cancellation().begin();
        var claims = new ArrayList<Claim>();
        var cargoes = new ArrayList<Convoy.Cargo>();
        for (var i = 0; i < names.size(); i++) {
            claims.add(begin(journal, first, i, names.get(i)));
            cargoes.add(cargo(claims.getLast(), first, accounts));
        }
        return new Convoy(surroundings, console, patient, prices)
                .carry(cargoes, task -> instead(task, candidates, names, journal, accounts));
    }

    /** The same clip with the next model; null where there is none. */
    private Convoy.@Nullable Cargo instead(
            Task task, List<Candidate> candidates, List<Path> names, Journal journal, Accounts accounts) {
        var models =
                candidates.stream().map(candidate -> candidate.card().model()).toList();
        var next = models.indexOf(task.model()) + 1;
        if (next >= candidates.size()) {
            return null;
        }
        var candidate = candidates.get(next);
        var number = names.indexOf(Path.of(task.output()));
        if (number < 0 || number >= candidate.clips().size()) {
            number = names.stream()
                    .map(name -> name.toAbsolutePath().toString())
                    .toList()
                    .indexOf(task.output());
        }
        synchronized (this) {
            tell(candidate);
        }
        return cargo(begin(journal, candidate, number, names.get(number)), candidate, accounts);
    }

    private Convoy.Cargo cargo(Claim claim, Candidate candidate, Accounts accounts) {
        var usual = accounts.endurance(candidate.card().vendor());
        return new Convoy.Cargo(claim, candidate.model(), usual.withSubmitFor(options.patience(usual.submitFor())));
    }

    private Claim begin(Journal journal, Candidate candidate, int number, Path name) {
        return journal.begin(id -> Task.prepared(
                id,
                candidate.card().vendor(),
                candidate.clips().get(number),
                name.toAbsolutePath().toString(),
                output.existing() == Existing.REPLACE ? Switch.ON : Switch.OFF,
                surroundings.clock().instant(),
                candidate.quotes().get(number)));
    }

    private void tell(Candidate candidate) {
        var answer = console.answer();
        answer.model(candidate.card().model());
        candidate.notices().forEach(notice -> {
            console.note("notice: " + notice);
            answer.notice(notice);
        });
        var clips = candidate.quotes().size();
        console.note("%s: %s%s"
                .formatted(
                        candidate.card().model(),
                        clips == 1 ? "" : clips + " clips, each ",
                        prices.words(candidate.quotes().getFirst())));
        var seed = candidate.clips().getFirst().seed();
        if (seed != null) {
            answer.seed(seed);
        }
    }
}
