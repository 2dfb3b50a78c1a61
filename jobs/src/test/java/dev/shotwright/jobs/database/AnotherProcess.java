package dev.shotwright.jobs.database;

import java.nio.file.Path;

/** What a second process does in a test. */
final class AnotherProcess {
    private AnotherProcess() {}

    /** Waits for a line among whatever a process says; false if it ends without. */
    static boolean says(Process process, String line) {
        return process.inputReader().lines().anyMatch(line::equals);
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "serve" -> {
                EmbeddedPostgres.start(Path.of(args[1]));
                System.out.println("started");
                Thread.sleep(Long.MAX_VALUE);
            }
            case "migrate" -> {
                try (var database = Database.open(new DatabaseAddress(args[1], args[2], args[3]), 2)) {
                    System.out.println("ready");
                    var _ = System.in.read();
                    database.migrate();
                    System.out.println("migrated");
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
