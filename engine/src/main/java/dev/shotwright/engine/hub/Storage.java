package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What can go wrong with the disk on which checkpoints are kept. */
final class Storage {
    private Storage() {}

    static ShotwrightException failed(Path folder, IOException problem) {
        var message = String.valueOf(problem.getMessage());
        var full = message.contains("No space left") || message.contains("not enough space");
        return new ShotwrightException(
                full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                "models",
                full
                        ? "the disk of %s is full; what has arrived is kept, and the next pull goes on from there"
                                .formatted(folder)
                        : "%s: %s (%s)"
                                .formatted(folder, message, problem.getClass().getSimpleName()),
                problem);
    }

    /** Takes a folder away with everything in it; a link is taken away and not followed. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
