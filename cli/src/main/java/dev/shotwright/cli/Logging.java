package dev.shotwright.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Who hears what libraries and services log: nobody where a person types commands, whoever reads standard error of a service. */
enum Logging {
    SILENT("silent.xml"),
    LINES("process.xml");

    private static final String PROPERTY = "logback.configurationFile";

    private final String configuration;

    Logging(String configuration) {
        this.configuration = configuration;
    }

    /** Holds for whatever is logged first after this. */
    void choose() {
        System.setProperty(PROPERTY, "dev/shotwright/cli/" + configuration);
    }

    /** Lets a process that serves log a line of JSON for each event, those of the Java platform too. */
    static void serve() {
        LINES.choose();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Leaves it to the web server, which chooses the same for itself. */
    static void leave() {
        System.clearProperty(PROPERTY);
        System.setProperty("logging.config", "classpath:dev/shotwright/cli/" + LINES.configuration);
    }
}
