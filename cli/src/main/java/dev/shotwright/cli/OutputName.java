package dev.shotwright.cli;

import dev.shotwright.media.Container;
import dev.shotwright.media.Existing;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The name that a user gave for what is to be written; of several things each gets its number, {@code a-1.mp4} and so on.
 *
 * @param field the option that it was given with
 */
record OutputName(String field, Path path) {

    /** The name of a clip: its ending chooses the format, a slash at the end means a folder of pictures. */
    static OutputName ofClip(Surroundings surroundings, String field, String text) {
        var path = surroundings.file(text);
        var ending = text.substring(Math.max(text.lastIndexOf('/'), 0)).contains(".");
        if (text.isEmpty() || (!ending && !text.endsWith("/") && !Files.isDirectory(path))) {
            throw unknown(field, text);
        }
        try {
            Container.of(path);
        } catch (ShotwrightException e) {
            throw e.code() == ErrorCode.UNSUPPORTED_FORMAT ? unknown(field, text) : e;
        }
        return new OutputName(field, path);
    }

    private static ShotwrightException unknown(String field, String text) {
        var endings = Arrays.stream(Container.values())
                .filter(container -> container != Container.FRAMES)
                .map(container -> "." + container.word())
                .collect(Collectors.joining(", "));
        return new ShotwrightException(
                ErrorCode.UNSUPPORTED_FORMAT,
                field,
                "%s is '%s'; accepted endings are %s, or / for a folder of PNG pictures"
                        .formatted(field, text, endings));
    }

    /** The names for so many things. */
    List<Path> names(int count) {
        return count == 1
                ? List.of(path)
                : IntStream.rangeClosed(1, count).mapToObj(this::numbered).toList();
    }

    private Path numbered(int number) {
        var name = String.valueOf(path.getFileName());
        var dot = name.lastIndexOf('.');
        return path.resolveSibling(
                dot <= 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    /** Refuses what must not be replaced, and makes the folder where it is missing; called before any work is done. */
    void prepare(List<Path> names, Existing existing) {
        for (var name : names) {
            if (existing == Existing.REFUSE && Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
                throw new ShotwrightException(
                        ErrorCode.FILE_EXISTS,
                        field,
                        "%s is %s, which exists; accepted is a new name, or --overwrite".formatted(field, name));
            }
        }
        var folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new ShotwrightException(
                        ErrorCode.STORAGE_FAILED,
                        field,
                        "%s is %s, whose folder cannot be made: %s".formatted(field, path, e),
                        e);
            }
        }
    }
}
