package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The path of a file inside a repository, such as {@code vae/config.json}; it can only lead to a place below the folder that
 * it is resolved against, on any file system.
 */
public record FilePath(String text) implements Comparable<FilePath> {
    /** What a store keeps beside a checkpoint's own files, and no hub may name. */
    static final String OWN_FOLDER = ".shotwright";

    private static final int LONGEST = 512;
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    public FilePath {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw refused(text, "is empty or longer than " + LONGEST + " characters");
        }
        for (var part : parts(text)) {
            refuse(text, part);
        }
    }

    private static void refuse(String text, String part) {
        if (part.isEmpty()) {
            throw refused(text, "is absolute or has an empty part");
        }
        if (part.equals(".") || part.equals("..")) {
            throw refused(text, "leads out of its folder");
        }
        if (part.chars().anyMatch(c -> c < ' ' || c == 0x7F || "\\:*?\"<>|".indexOf(c) >= 0)) {
            throw refused(text, "has a character that a path may not have");
        }
        var stem = part.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        if (part.endsWith(".") || part.endsWith(" ") || DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]")) {
            throw refused(text, "is no name of a file everywhere");
        }
        if (part.equalsIgnoreCase(OWN_FOLDER)) {
            throw refused(text, "is kept for the store itself");
        }
    }

    private static List<String> parts(String text) {
        return List.of(text.split("/", -1));
    }

    private static ShotwrightException refused(String text, String why) {
        var shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new ShotwrightException(
                ErrorCode.REFUSED,
                "files",
                "the hub's list names the path '%s', which %s; accepted are relative paths such as vae/config.json"
                        .formatted(shown.replaceAll("\\p{Cntrl}", "?"), why));
    }

    /** The place of the file below a folder. */
    public Path under(Path folder) {
        return folder.resolve(text);
    }

    @Override
    public int compareTo(FilePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
