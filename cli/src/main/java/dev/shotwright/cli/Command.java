package dev.shotwright.cli;

/** One command of {@code shotwright}, its options already filled in by picocli. */
interface Command {

    /**
     * Does the work.
     *
     * @throws dev.shotwright.vocabulary.ShotwrightException when it cannot be done; the session prints it
     */
    Exit run();
}
