package dev.shotwright.server.openai;

import dev.shotwright.server.web.Wire;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of videos.
 *
 * @param object always {@code list}
 * @param lastId the {@code after} of the part that follows; without it official clients stop
 */
@Wire(nulls = true)
record VideoPage(
        String object,
        List<OpenAiVideo> data,
        @Nullable String firstId,
        @Nullable String lastId,
        boolean hasMore) {

    VideoPage {
        data = List.copyOf(data);
    }

    static VideoPage of(List<OpenAiVideo> videos, boolean more) {
        return new VideoPage(
                "list",
                videos,
                videos.isEmpty() ? null : videos.getFirst().id(),
                videos.isEmpty() ? null : videos.getLast().id(),
                more);
    }
}
