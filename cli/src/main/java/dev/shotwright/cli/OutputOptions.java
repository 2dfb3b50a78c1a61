package dev.shotwright.cli;

import dev.shotwright.media.Existing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The words of the command line that say where clips go, and what is known of them. */
final class OutputOptions {
    @Mixin
    final TargetOptions target = new TargetOptions();

    @Option(names = "--truth", paramLabel = "FILE", description = "What is to be seen per frame, as JSON lines.")
    @Nullable
    String truth;

    Existing existing() {
        return target.existing();
    }
}
