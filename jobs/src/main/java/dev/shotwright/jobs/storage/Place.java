package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a medium lies in a {@link MediaStore}: names of lower-case letters, digits, dots, hyphens and underscores between
 * slashes.
 */
public record Place(String text) {
    private static final String NAME = "[a-z0-9_-][a-z0-9._-]{0,99}";
    private static final Pattern FORM = Pattern.compile(NAME + "(/" + NAME + "){0,7}");

    public Place {
        if (!FORM.matcher(text).matches()) {
            throw ShotwrightException.invalid(
                    "place", text, "names of lower-case letters, digits, '.', '-' and '_' between slashes");
        }
    }

    /** The place of the clip of a job. */
    public static Place clip(UUID job, int number, String ending) {
        return new Place("clips/%s/%d.%s".formatted(job, number, ending));
    }

    /** What lies under a job. */
    public static Place clips(UUID job) {
        return new Place("clips/" + job);
    }

    static Place file(UUID account, UUID file) {
        return new Place("files/%s/%s".formatted(account, file));
    }

    static Place pieces(UUID upload) {
        return new Place("uploads/" + upload);
    }

    /** The pieces of two who append at once do not meet. */
    static Place piece(UUID upload, long offset, UUID piece) {
        return new Place("uploads/%s/%019d-%s".formatted(upload, offset, piece));
    }

    @Override
    public String toString() {
        return text;
    }
}
