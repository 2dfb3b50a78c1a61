package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which media of a kind a mode takes in some roles, how many, and how large.
 *
 * @param least how many there must be over all these roles; 0 if absent
 * @param most how many there may be over all these roles
 * @param formats the formats that are read, as a probe names them; any if there are none
 * @param leastSide the fewest pixels of a side
 * @param mostSide the most pixels of a side
 * @param tallest the ratio of the tallest picture that is read
 * @param widest the ratio of the widest picture that is read
 * @param longest the longest that one may be
 * @param longestTogether the longest that all of them may be together
 * @param by how a medium can reach the vendor; in any way if there are none
 */
public record MediaLimit(
        List<MediaRole> roles,
        MediaKind kind,
        @Nullable Integer least,
        int most,
        List<String> formats,
        @Nullable Long mostBytes,
        @Nullable Integer leastSide,
        @Nullable Integer mostSide,
        @Nullable AspectRatio tallest,
        @Nullable AspectRatio widest,
        @Nullable Duration shortest,
        @Nullable Duration longest,
        @Nullable Duration longestTogether,
        List<Carriage> by) {

    public MediaLimit {
        roles = List.copyOf(roles);
        formats = List.copyOf(formats);
        by = List.copyOf(by);
        for (var role : roles) {
            if (!role.kinds().contains(kind)) {
                throw ShotwrightException.invalid(
                        "kind", kind.word(), "a kind that the role " + role.word() + " can have");
            }
        }
        if (roles.isEmpty()) {
            throw ShotwrightException.invalid("roles", "empty", "one or more roles");
        }
        if (most < 1 || (least != null && (least < 0 || least > most))) {
            throw ShotwrightException.invalid("most", most, "1 or more, and at least the least");
        }
    }

    /** Whether a medium can reach the vendor from where it lies. */
    public boolean reaches(MediaItem item) {
        return by.isEmpty()
                || (item.fromAddress()
                        ? by.contains(Carriage.ADDRESS) || (item.fromVendor() && by.contains(Carriage.OWN))
                        : by.contains(Carriage.INLINE) || by.contains(Carriage.UPLOAD));
    }

    public boolean covers(MediaItem item) {
        return item.kind() == kind && roles.contains(item.role());
    }
}
