package dev.shotwright.cli;

import dev.shotwright.providers.task.Claim;
import dev.shotwright.providers.task.Courier;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.providers.task.Watcher;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "cancel",
        customSynopsis = "shotwright cancel TASK [--give-up] [--json]",
        description = "Ask a vendor or a service to give up a draw, and say honestly whether it does.",
        footer = {"", "Example:", "  shotwright cancel k3m9x7qb"})
final class CancelCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "TASK",
            description = "What `shotwright tasks` lists, or vid_... of a service.")
    private String name = "";

    @Option(
            names = "--give-up",
            description = "Close one that is in doubt, once you have looked at the vendor's own page.")
    private boolean giveUp;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    CancelCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        return RemoteClips.isId(name) ? runRemotely() : runHere();
    }

    private Exit runRemotely() {
        if (giveUp) {
            throw ShotwrightException.invalid(
                    "--give-up",
                    "given for a clip of a service",
                    "tasks of vendors; doubts of a service are ended by its administrator");
        }
        try (var client = server.client(surroundings)) {
            var state = client.change("POST", ServiceClient.path("videos", name, "cancel"), null)
                    .path("state")
                    .asString();
            console.note(
                    state.equals("cancelled")
                            ? name + " is cancelled"
                            : "%s is %s; its worker was asked to give it up".formatted(name, state));
            console.answer().videos(List.of(name));
            return Exit.DONE;
        }
    }

    private Exit runHere() {
        var prices = Prices.of(surroundings);
        var words = new TaskWords(prices);
        var journal = Journals.of(surroundings);
        try (var claim = journal.claim(name)) {
            if (claim == null) {
                throw new ShotwrightException(
                        ErrorCode.REFUSED,
                        "task",
                        "task is %s, which another process waits for; stop that first".formatted(name));
            }
            var before = claim.task();
            if (before.stage().ended()) {
                throw ShotwrightException.invalid(
                        "task", "%s, which is %s".formatted(name, before.stage().word()), "one that has not ended");
            }
            var task = cancelled(claim);
            var exit = exit(task);
            if (exit == Exit.DONE) {
                console.note(words.sentence(task));
            } else {
                console.problem(
                        task.stage() == Stage.IN_DOUBT
                                ? words.sentence(task) + "; --give-up closes it"
                                : "%s does not give it up any more: it is %s, and will be billed (task %s)"
                                        .formatted(task.vendor(), task.stage().word(), task.id()));
            }
            console.answer().model(task.model());
            console.answer()
                    .tasks(
                            List.of(words.node(task)),
                            TaskWords.text(task.held()),
                            words.sum(TaskWords.costs(List.of(task))));
            if (exit != Exit.DONE) {
                console.answer().end(exit, Answer.node(exit));
            }
            return exit;
        }
    }

    private Task cancelled(Claim claim) {
        var stage = claim.task().stage();
        if (stage == Stage.PREPARED || (giveUp && isInDoubt(stage))) {
            return Courier.giveUp(claim, surroundings.clock().instant());
        }
        var patient = new Patient(surroundings.clock());
        try (var accounts = new Accounts(surroundings, patient)) {
            var card = ModelShelf.of(surroundings).card(claim.task().model());
            var courier = new Courier(accounts.model(card), patient, accounts.endurance(card.vendor()), new Onlooker());
            return courier.cancel(claim);
        }
    }

    private static boolean isInDoubt(Stage stage) {
        return stage == Stage.SUBMITTING || stage == Stage.IN_DOUBT;
    }

    private static Exit exit(Task task) {
        return switch (task.stage()) {
            case CANCELLED -> Exit.DONE;
            case SUBMITTING, IN_DOUBT -> Exit.IN_DOUBT;
            case PREPARED, ACCEPTED, SUCCEEDED, FETCHED, FAILED, EXPIRED -> Exit.REFUSED;
        };
    }

    /** Somebody who waits for one answer and tells of nothing on the way. */
    private final class Onlooker implements Watcher {
        @Override
        public boolean waits() {
            return !surroundings.cancellation().requested();
        }

        @Override
        public void saved(Task task) {}

        @Override
        public void stands(Task task, Outcome outcome) {}

        @Override
        public void hindered(Task task, String sentence) {
            console.note(sentence);
        }

        @Override
        public void remarked(Task task, String sentence) {}

        @Override
        public void received(Task task, long bytes, @Nullable Long length) {}
    }
}
