package dev.shotwright.cli;

import dev.shotwright.providers.task.Journal;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "tasks",
        customSynopsis = "shotwright tasks [--all] [--json]",
        description = "List the draws that vendors were asked for, and what is held for them.",
        footer = {"", "Example:", "  shotwright tasks --all"})
final class TasksCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Option(names = "--all", description = "Those too that have ended.")
    private boolean all;

    TasksCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var prices = Prices.of(surroundings);
        var words = new TaskWords(prices);
        var journal = Journals.of(surroundings);
        var contents = journal.contents();
        var tasks = contents.tasks().stream()
                .filter(task -> all || !task.stage().ended())
                .toList();
        var table = new Table("TASK", "STATE", "MODEL", "SINCE", "MONEY", "FILE");
        var object = JsonNodeFactory.instance.objectNode();
        var told = object.putArray("tasks");
        for (var task : tasks) {
            table.row(
                    below(task),
                    task.id(),
                    state(task, journal),
                    task.model(),
                    task.submitted().truncatedTo(ChronoUnit.SECONDS).toString(),
                    words.money(task),
                    task.output());
            told.add(words.node(task).put("waitedFor", journal.claimed(task.id())));
        }
        table.printTo(console);
        var held = prices.sum(TaskWords.held(tasks));
        object.put("held", TaskWords.text(held));
        if (held != null) {
            console.print("held in all: " + prices.words(held));
        }
        contents.unreadable().forEach(console::problem);
        console.object(object);
        return contents.unreadable().isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private static String state(Task task, Journal journal) {
        var claimed = journal.claimed(task.id());
        var stage = task.stage();
        if (claimed) {
            return stage.word() + ", waited for";
        }
        return switch (stage) {
            case PREPARED -> "not sent";
            case SUBMITTING -> Stage.IN_DOUBT.word();
            case ACCEPTED, SUCCEEDED, FETCHED, FAILED, CANCELLED, EXPIRED, IN_DOUBT -> stage.word();
        };
    }

    private static List<String> below(Task task) {
        return switch (task.stage()) {
            case SUBMITTING, IN_DOUBT ->
                List.of(
                        "%s may have accepted it; `shotwright resume %s` looks for it, `shotwright cancel %s --give-up` closes it"
                                .formatted(task.vendor(), task.id(), task.id()));
            case FAILED, EXPIRED ->
                task.failure() == null ? List.of() : List.of(task.failure().message());
            case PREPARED, ACCEPTED, SUCCEEDED, FETCHED, CANCELLED -> List.of();
        };
    }
}
