package dev.shotwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that every command has. */
@CommandLine.Command(optionListHeading = "With every command:")
final class Common {
    @Option(names = "--json", description = "Print one JSON object on standard output.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print neither progress nor notices.")
    boolean quiet;

    @Option(names = "--verbose", description = "Show where in the program an error happened.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
