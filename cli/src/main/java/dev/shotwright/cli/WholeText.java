package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of text on its way: it is written beside its target under a hidden name and appears whole or not at all. */
final class WholeText implements AutoCloseable {
    private final Path target;
    private final Path hidden;
    private final Writer writer;

    private WholeText(Path target, Path hidden, Writer writer) {
        this.target = target;
        this.hidden = hidden;
        this.writer = writer;
    }

    /** Begins a file that takes the place of one of the same name, if there is one. */
    static WholeText to(Path target) {
        var hidden = target.resolveSibling(".%s.part".formatted(target.getFileName()));
        try {
            return new WholeText(target, hidden, Files.newBufferedWriter(hidden, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    Writer writer() {
        return writer;
    }

    void write(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** Completes the file and gives it its name. */
    void finish() {
        try {
            writer.close();
            try {
                Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(hidden, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** Takes the unfinished file away while another thread may still write to it; for a process that is about to end. */
    void abandon() {
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    @Override
    public void close() {
        try (writer) {
            Files.deleteIfExists(hidden);
        } catch (IOException | UncheckedIOException e) {
            throw failed(target, e);
        }
    }

    static ShotwrightException failed(Path target, Exception cause) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                null,
                "%s cannot be written: %s".formatted(target, cause.getMessage()),
                cause);
    }
}
