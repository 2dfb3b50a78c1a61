package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/** A file as a hub's list tells it. */
public record ListedFile(FilePath path, long bytes, Checksum checksum) {
    public ListedFile {
        if (bytes < 0) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "files",
                    "the hub's list gives %s %d bytes; accepted is 0 or more".formatted(path, bytes));
        }
    }
}
