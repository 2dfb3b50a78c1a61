package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload that is under way.
 *
 * @param id of the file that it becomes
 * @param received how many of its bytes are kept: where the next ones go
 * @param pieces the places of what is kept, in order
 */
public record Upload(UUID id, UUID account, Wish wish, long received, List<Place> pieces, Instant created) {

    /**
     * What somebody is going to upload.
     *
     * @param sha256 64 hexadecimal digits, if it is known before
     */
    public record Wish(
            long bytes, @Nullable String sha256, @Nullable String name) {
        private static final int LONGEST_NAME = 200;

        public Wish {
            if (bytes <= 0) {
                throw ShotwrightException.invalid("bytes", bytes, "1 or more");
            }
            if (sha256 != null) {
                if (!sha256.matches("[0-9a-fA-F]{64}")) {
                    throw ShotwrightException.invalid("sha256", "'" + sha256 + "'", "64 hexadecimal digits");
                }
                sha256 = sha256.toLowerCase(Locale.ROOT);
            }
            name = checkedName(name);
        }

        static @Nullable String checkedName(@Nullable String name) {
            if (name != null && (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))) {
                throw ShotwrightException.invalid(
                        "name", "of %d characters".formatted(name.length()), "at most 200 without control characters");
            }
            return name;
        }
    }
}
