package dev.shotwright.cli;

import dev.shotwright.media.Existing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of the command line that name what is to be written. */
final class TargetOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = ".mp4, .webm, .gif, .webp, or frames/ for PNG pictures.")
    private @Nullable String output;

    @Option(names = "--overwrite", description = "Replace what exists.")
    private boolean overwrite;

    boolean named() {
        return output != null;
    }

    /** The name of a clip that was given. */
    OutputName clip(Surroundings surroundings) {
        return OutputName.ofClip(surroundings, "--output", text());
    }

    /** The name as it was given. */
    String text() {
        if (output == null) {
            throw Misuse.invalid("--output", "--output is missing: give --output OUT");
        }
        return output;
    }

    Existing existing() {
        return overwrite ? Existing.REPLACE : Existing.REFUSE;
    }
}
