package dev.shotwright.cli;

import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "version",
        description = "Print the versions of Shotwright and of the Java that runs it.",
        customSynopsis = "shotwright version [--json]",
        footer = {"", "Example:", "  shotwright version --json"})
final class VersionCommand implements Command {
    private final Console console;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Exit run() {
        console.print("shotwright " + version());
        console.print("Java " + Runtime.version());
        console.object(JsonNodeFactory.instance
                .objectNode()
                .put("shotwright", version())
                .put("java", Runtime.version().toString()));
        return Exit.DONE;
    }

    /** The version that the jar carries in its manifest. */
    static String version() {
        var version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
