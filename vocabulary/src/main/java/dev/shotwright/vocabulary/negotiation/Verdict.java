package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;

/** The end of a negotiation. */
public sealed interface Verdict {

    /** The request as asked; only what it left open is filled in. */
    record Accepted(VideoRequest request) implements Verdict {}

    /** The request with each change named; the same card accepts it as it is. */
    record Adapted(VideoRequest request, List<Notice> notices) implements Verdict {

        public Adapted {
            notices = List.copyOf(notices);
        }
    }

    /** No request, but every reason. */
    record Refused(List<Reason> reasons) implements Verdict {

        public Refused {
            reasons = List.copyOf(reasons);
        }
    }
}
