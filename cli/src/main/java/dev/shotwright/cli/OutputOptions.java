package dev.shotwright.cli;

import dev.shotwright.media.Existing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of the command line that say where clips go. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = ".mp4, .webm, .gif, .webp, or frames/ for PNG pictures.")
    String output = "";

    @Option(names = "--truth", paramLabel = "FILE", description = "What is to be seen per frame, as JSON lines.")
    @Nullable
    String truth;

    @Option(names = "--overwrite", description = "Replace what exists.")
    private boolean overwrite;

    Existing existing() {
        return overwrite ? Existing.REPLACE : Existing.REFUSE;
    }
}
