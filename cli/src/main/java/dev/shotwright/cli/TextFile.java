package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/** A short file of text that a user wrote by hand, in UTF-8. */
final class TextFile {
    private static final long LONGEST = 4 << 20;

    private TextFile() {}

    static String read(String field, Path file) {
        try {
            if (!Files.exists(file)) {
                throw new ShotwrightException(
                        ErrorCode.FILE_NOT_FOUND,
                        field,
                        "%s is %s, which does not exist; accepted is a file".formatted(field, file));
            }
            if (!Files.isRegularFile(file) && Files.isDirectory(file)) {
                throw ShotwrightException.invalid(field, file + ", a folder", "a file");
            }
            try (var bytes = Files.newInputStream(file)) {
                var read = bytes.readNBytes((int) LONGEST + 1);
                if (read.length > LONGEST) {
                    throw ShotwrightException.invalid(field, file + " with more than 4 MiB", "4 MiB of text at most");
                }
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(java.nio.ByteBuffer.wrap(read))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    field,
                    "%s is %s, which is no UTF-8 text; accepted is text in UTF-8".formatted(field, file),
                    e);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    field,
                    "%s is %s, which cannot be read: %s".formatted(field, file, e.getMessage()),
                    e);
        }
    }

    /** JSON for a file that says so by its ending, YAML for every other. */
    static Documents documents(Path file) {
        return isJson(file) ? Documents.json() : Documents.yaml();
    }

    static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** Does something with the text of a file, and names the file in what goes wrong. */
    static <T> T named(Path file, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ShotwrightException e) {
            throw named(file, e);
        }
    }

    static ShotwrightException named(Path file, ShotwrightException problem) {
        return new ShotwrightException(problem.code(), problem.field(), file + ": " + problem.getMessage(), problem);
    }
}
