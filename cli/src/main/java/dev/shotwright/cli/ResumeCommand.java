package dev.shotwright.cli;

import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "resume",
        customSynopsis = {"shotwright resume [TASK]... [--json]", "shotwright resume VIDEO... -o OUT [--server URL]"},
        description = "Wait for draws that nobody waits for any more, and fetch their clips.",
        footer = {"", "Example:", "  shotwright resume", "  shotwright resume vid_06g3v5jkq2xw8n4rt1c7ym9zab -o dog.mp4"
        })
final class ResumeCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "TASK",
            description =
                    "What `shotwright tasks` lists, or vid_... of a service; all tasks in flight and in doubt if not"
                            + " given.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Mixin
    private final ResumeOptions options = new ResumeOptions();

    ResumeCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        if (names.stream().anyMatch(RemoteClips::isId)) {
            return runRemotely();
        }
        if (target.named()) {
            throw ShotwrightException.invalid(
                    "--output", "given for tasks, which have their names", "an output of clips of a service, vid_...");
        }
        return runHere();
    }

    private Exit runRemotely() {
        if (!names.stream().allMatch(RemoteClips::isId)) {
            throw ShotwrightException.invalid(
                    "TASK", String.join(" ", names), "tasks, or clips of a service, not both");
        }
        var ids = names.stream().distinct().toList();
        surroundings.cancellation().begin();
        try (var client = server.client(surroundings, options.patience(RemoteClips.PATIENCE), console::note)) {
            var clips = new RemoteClips(surroundings, console, target, client);
            console.answer().videos(ids);
            return clips.collect(ids, clips.names(ids.size()), RemoteClips.Leaving.GOES);
        }
    }

    private Exit runHere() {
        var journal = Journals.of(surroundings);
        var tasks = names.isEmpty()
                ? journal.contents().tasks().stream()
                        .filter(TaskWords::isInFlight)
                        .toList()
                : names.stream().distinct().map(journal::read).toList();
        var patient = new Patient(surroundings.clock());
        try (var accounts = new Accounts(surroundings, patient)) {
            var shelf = ModelShelf.of(surroundings);
            var cargoes = new ArrayList<Convoy.Cargo>();
            var problems = new ArrayList<ShotwrightException>();
            for (var task : tasks) {
                try {
                    take(task, journal, shelf, accounts, cargoes);
                } catch (ShotwrightException e) {
                    if (!names.isEmpty()) {
                        cargoes.forEach(cargo -> cargo.claim().close());
                        throw e;
                    }
                    console.problem("task %s: %s".formatted(task.id(), e.getMessage()));
                    problems.add(e);
                }
            }
            if (cargoes.isEmpty() && problems.isEmpty()) {
                console.note("nothing is in flight");
                return Exit.DONE;
            }
            if (cargoes.isEmpty()) {
                console.answer().fail(problems.getFirst());
                return Exit.of(problems.getFirst().code());
            }
            var exit = new Convoy(surroundings, console, patient, Prices.of(surroundings)).carry(cargoes, _ -> null);
            return exit == Exit.DONE && !problems.isEmpty()
                    ? Exit.of(problems.getFirst().code())
                    : exit;
        }
    }

    private void take(Task task, Journal journal, ModelShelf shelf, Accounts accounts, List<Convoy.Cargo> cargoes) {
        if (task.stage().ended()) {
            throw ShotwrightException.invalid(
                    "task", "%s, which is %s".formatted(task.id(), task.stage().word()), "one that has not ended");
        }
        var model = accounts.model(shelf.card(task.model()));
        var claim = journal.claim(task.id());
        if (claim == null) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "task",
                    "task is %s, which another process waits for; accepted is one that nobody does"
                            .formatted(task.id()));
        }
        var usual = accounts.endurance(task.vendor());
        cargoes.add(new Convoy.Cargo(claim, model, usual.withSubmitFor(options.patience(usual.submitFor()))));
    }
}
