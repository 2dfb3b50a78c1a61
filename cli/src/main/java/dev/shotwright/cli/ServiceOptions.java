package dev.shotwright.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of the command line that say how a service is run, as they were typed. */
final class ServiceOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "What the service keeps here; ~/.shotwright/service.")
    @Nullable
    String data;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings; service.yaml of the data folder.")
    @Nullable
    String config;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "jdbc:postgresql://..., instead of the embedded one.")
    @Nullable
    String database;

    @Option(names = "--media", paramLabel = "PLACE", description = "A folder, or s3://bucket/prefix.")
    @Nullable
    String media;

    @Option(names = "--previz", paramLabel = "N", description = "Clips of previz that a worker draws at once.")
    @Nullable
    String previz;

    @Option(names = "--hosted", paramLabel = "N", description = "Draws of vendors that a worker carries at once.")
    @Nullable
    String hosted;

    /** Of servers alone. */
    @Nullable
    String host;

    @Nullable
    String port;

    @Nullable
    String workers;
}
