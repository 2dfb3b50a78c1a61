package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The programs of one PostgreSQL, run to their end. PostgreSQL refuses to run as root, so root runs them in a user namespace
 * of their own, in which they are nobody but own the same files.
 */
record PostgresProgram(Path home) {
    private static final int LONGEST = 120;

    /** @throws ShotwrightException with what the program said, if it fails */
    void run(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            var said = Files.createTempFile("postgres", ".txt");
            try {
                var builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(said.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
                builder.environment().put("LC_ALL", "C");
                var process = builder.start();
                if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw failed(program, "no answer within %d s".formatted(LONGEST));
                }
                if (process.exitValue() != 0) {
                    throw failed(
                            program,
                            Files.readString(said, StandardCharsets.UTF_8).strip());
                }
            } finally {
                Files.deleteIfExists(said);
            }
        } catch (IOException fault) {
            throw failed(program, fault.toString());
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw failed(program, "interrupted");
        }
    }

    private static ShotwrightException failed(String program, String said) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "database",
                said.contains("unshare")
                        ? "PostgreSQL does not run as root, and user namespaces are not permitted here (%s); run as another user, or give the address of a database"
                                .formatted(said)
                        : "PostgreSQL's %s failed: %s".formatted(program, said));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }
}
