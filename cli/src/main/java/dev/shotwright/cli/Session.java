package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** One command line from its words to its exit status; only the class of the command that is meant is loaded. */
final class Session {
    /** The commands, in the order in which they are listed. */
    static final List<String> COMMANDS = List.of(
            "generate",
            "check",
            "tasks",
            "resume",
            "cancel",
            "keys",
            "scene",
            "previz",
            "models",
            "sheet",
            "inspect",
            "doctor",
            "serve",
            "worker",
            "admin",
            "top",
            "version");

    private static final int HELP_WIDTH = 100;
    private static final char LOST_LETTER = '\uFFFD';
    private static final String INTRODUCTION = """
        Usage: shotwright COMMAND [OPTION]...
        Turns prompts and pictures into video.

        Commands:
        """;
    private static final String CLOSING = """

        shotwright COMMAND --help shows the options of a command.
        Exit status: 0 done, 2 refused or misused, 3 failed, 4 in doubt, 130 cancelled.

        Example:
          shotwright generate "a red fox runs through the snow, the camera pans left" -o fox.mp4
        """;

    private final Surroundings surroundings;
    private final List<String> arguments;
    private Console console;
    private boolean ended;
    private final boolean verbose;

    Session(Surroundings surroundings, List<String> arguments) {
        this.surroundings = surroundings;
        this.arguments = arguments;
        this.console = console("shotwright");
        this.verbose = surroundings.variable("SHOTWRIGHT_DEBUG") != null || arguments.contains("--verbose");
    }

    private Console console(String name) {
        return new Console(surroundings, name, arguments);
    }

    Exit run() {
        var cancellation = surroundings.cancellation();
        try (var _ = cancellation.lastly(() -> end(Cancellation.cancelled()))) {
            return run(cancellation);
        }
    }

    private Exit run(Cancellation cancellation) {
        try {
            return dispatch();
        } catch (ShotwrightException e) {
            return end(cancellation.requested() ? Cancellation.cancelled() : e);
        } catch (RuntimeException | Error e) {
            var what = e instanceof OutOfMemoryError ? "the memory given to Java is used up" : String.valueOf(e);
            return end(
                    cancellation.requested()
                            ? Cancellation.cancelled()
                            : new ShotwrightException(
                                    ErrorCode.INTERNAL,
                                    null,
                                    "a fault of Shotwright itself: %s; --verbose shows where it happened"
                                            .formatted(what),
                                    e));
        } finally {
            console.close();
        }
    }

    /** Tells what went wrong, once. */
    private synchronized Exit end(ShotwrightException problem) {
        if (!ended && !console.concluded()) {
            ended = true;
            console.problem(String.valueOf(problem.getMessage()));
            if (verbose) {
                console.trace(problem);
            }
            console.answer().fail(problem);
        }
        console.close();
        return Exit.of(problem.code());
    }

    private Exit dispatch() {
        if (arguments.isEmpty()) {
            surroundings.err().print(rootHelp());
            return Exit.REFUSED;
        }
        var first = arguments.getFirst();
        var others = arguments.subList(1, arguments.size());
        return switch (first) {
            case "-V", "--version" -> command("version", others);
            case "-h", "--help", "help" -> {
                if (!others.isEmpty() && COMMANDS.contains(others.getFirst())) {
                    yield command(others.getFirst(), List.of("--help"));
                }
                console.leave();
                surroundings.out().print(rootHelp());
                yield Exit.DONE;
            }
            default -> command(first, others);
        };
    }

    private Exit command(String name, List<String> words) {
        if (!COMMANDS.contains(name)) {
            throw Misuse.unknownCommand(name, COMMANDS);
        }
        console = console("shotwright " + name);
        refuseLostLetters(words);
        var parsed = Misuse.parse(line(command(name)), words);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        var meant = parsed.commandSpec();
        if (parsed.isUsageHelpRequested()) {
            console.leave();
            surroundings.out().print(meant.commandLine().getUsageMessage(Ansi.OFF));
            return Exit.DONE;
        }
        Variables.check(surroundings.environment().keySet());
        return ((Command) meant.userObject()).run();
    }

    private static void refuseLostLetters(List<String> words) {
        for (var word : words) {
            if (word.indexOf(LOST_LETTER) >= 0) {
                throw Misuse.invalid(
                        null,
                        "letters of '%s' were lost because the locale is not UTF-8; accepted is LC_ALL=C.UTF-8 in the environment"
                                .formatted(word));
            }
        }
    }

    private Command command(String name) {
        return switch (name) {
            case "generate" -> new GenerateCommand(surroundings, console);
            case "check" -> new CheckCommand(surroundings, console);
            case "tasks" -> new TasksCommand(surroundings, console);
            case "resume" -> new ResumeCommand(surroundings, console);
            case "cancel" -> new CancelCommand(surroundings, console);
            case "keys" -> new KeysCommand(surroundings, console);
            case "scene" -> new SceneCommand(surroundings, console);
            case "previz" -> new PrevizCommand(surroundings, console);
            case "models" -> new ModelsCommand(surroundings, console);
            case "sheet" -> new SheetCommand(surroundings, console);
            case "inspect" -> new InspectCommand(surroundings, console);
            case "doctor" -> new DoctorCommand(surroundings, console);
            case "serve" -> new ServeCommand(surroundings, console);
            case "worker" -> new WorkerCommand(surroundings, console);
            case "admin" -> new AdminCommand(surroundings, console);
            case "top" -> new TopCommand(surroundings, console);
            case "version" -> new VersionCommand(console);
            default -> throw new IllegalStateException(name);
        };
    }

    private static CommandLine line(Command command) {
        var line = new CommandLine(command).addMixin("common", new Common());
        command.branches().forEach(branch -> line.addSubcommand(line(branch)));
        var usage = line.getCommandSpec().usageMessage();
        usage.sortOptions(false);
        if (!command.details().isEmpty()) {
            usage.description(Stream.concat(Stream.of(usage.description()), command.details().stream())
                    .toArray(String[]::new));
        }
        OptionGroups.in(line);
        return line.setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false);
    }

    private String rootHelp() {
        var text = new StringBuilder(INTRODUCTION);
        for (var name : COMMANDS) {
            var usage = line(command(name)).getCommandSpec().usageMessage();
            text.append("  %-10s%s%n".formatted(name, usage.description()[0]));
        }
        return text.append(CLOSING).toString();
    }
}
