package dev.shotwright.cli;

import java.util.List;

/** One command of {@code shotwright}, its options already filled in by picocli. */
interface Command {

    /**
     * Does the work.
     *
     * @throws dev.shotwright.vocabulary.ShotwrightException when it cannot be done; the session prints it
     */
    Exit run();

    /** Lines that its help shows below its description. */
    default List<String> details() {
        return List.of();
    }

    /** The commands that are meant by a further word behind this one's. */
    default List<Command> branches() {
        return List.of();
    }
}
