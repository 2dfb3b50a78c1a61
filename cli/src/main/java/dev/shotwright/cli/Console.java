package dev.shotwright.cli;

import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a command tells: words for a person on standard error, its result on standard output, and with {@code --json}
 * exactly one object there.
 */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final String name;
    private final Manner manner;
    private final Answer answer = new Answer();
    private final boolean quiet;
    private boolean answered;
    private boolean concluded;

    /** Who reads standard output. */
    enum Manner {
        PERSON,
        PROGRAM
    }

    /**
     * @param name what messages begin with, for example {@code shotwright generate}
     * @param arguments the command line, whose {@code --json} and {@code --quiet} hold even where the rest is misused
     */
    Console(Surroundings surroundings, String name, List<String> arguments) {
        this.out = surroundings.out();
        this.err = surroundings.err();
        this.name = name;
        this.manner = arguments.contains("--json") ? Manner.PROGRAM : Manner.PERSON;
        this.quiet = arguments.contains("--quiet") || arguments.contains("-q");
    }

    boolean quiet() {
        return quiet;
    }

    Manner manner() {
        return manner;
    }

    /** What a program is going to be told; it is printed by {@link #close}, whether the command ends well or not. */
    Answer answer() {
        return answer;
    }

    /** Tells a person something that is worth knowing. */
    void note(String line) {
        if (!quiet) {
            err.println(line);
        }
    }

    /** Tells a person what went wrong; {@code --quiet} does not hold it back. */
    void problem(String message) {
        err.println(name + ": " + message);
    }

    /** Tells a person what they can do; {@code --quiet} does not hold it back. */
    void advice(String line) {
        err.println(line);
    }

    /** Notes that the command has told its end, also where it was cancelled. */
    void conclude() {
        concluded = true;
    }

    boolean concluded() {
        return concluded;
    }

    void trace(Throwable problem) {
        problem.printStackTrace(err);
    }

    /** Prints a line of the result for a person; a program gets its object instead. */
    void print(String line) {
        if (manner == Manner.PERSON) {
            out.println(line);
        }
    }

    /** Prints another object than the {@link #answer} for a program; a person has read the lines instead. */
    void object(JsonNode object) {
        if (manner == Manner.PROGRAM && !answered) {
            answered = true;
            out.println(object);
        }
    }

    /** Leaves standard output to help, or to a command that prints a line for each line that it reads. */
    void leave() {
        answered = true;
    }

    /** Tells a program the {@link #answer}, unless it has had its object. */
    void close() {
        object(answer.object());
        out.flush();
        err.flush();
    }
}
