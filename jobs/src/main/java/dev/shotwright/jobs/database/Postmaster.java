package dev.shotwright.jobs.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A running server, as its {@code postmaster.pid} tells. */
record Postmaster(ProcessHandle process, int port) {

    /** The server of a data folder; null if none runs, whatever the file says. */
    static @Nullable Postmaster of(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.size() < 4) {
                return null;
            }
            var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                    .filter(Postmaster::isPostgres)
                    .orElse(null);
            return process == null
                    ? null
                    : new Postmaster(process, Integer.parseInt(lines.get(3).strip()));
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    /** Whether the process that the file of a data folder names is a server, which need not have begun to listen. */
    static boolean lives(Path data) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8)) {
            return lines.findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(Postmaster::isPostgres)
                    .isPresent();
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return false;
        }
    }

    /** A number may be another process's by now. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(false);
    }
}
