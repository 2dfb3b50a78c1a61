package dev.shotwright.providers.luma;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a card does with a clip that is there: its id is the vendor's word for that, with the model's name before it where one is
 * named, such as {@code ray-2:reframe_video}.
 */
enum LumaJob {
    /** New pictures around a clip. */
    REFRAME("reframe_video"),
    /** More pixels for a clip that Luma has drawn. */
    UPSCALE("upscale_video"),
    /** Sound for a clip that Luma has drawn. */
    AUDIO("add_audio"),
    /** New pictures around a clip, by Agents. */
    AGENTS_REFRAME("video_reframe");

    private final String type;

    LumaJob(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }

    /** The job of a card, or null where it draws. */
    static @Nullable LumaJob of(ModelCard card) {
        var name = card.vendorsName();
        return Arrays.stream(values())
                .filter(job -> job.type.equals(name.substring(name.indexOf(':') + 1)))
                .findFirst()
                .orElse(null);
    }

    static String model(ModelCard card) {
        return card.vendorsName().split(":", 2)[0];
    }

    static MediaItem source(VideoRequest request) {
        return request.media().stream()
                .filter(item -> item.role() == MediaRole.SOURCE_VIDEO)
                .findFirst()
                .orElseThrow(() -> ShotwrightException.invalid("media", "no clip", "a source-video"));
    }

    /** The generation that an address such as {@code luma://5f3b...} names; null for an address of the net or a file. */
    static @Nullable String generation(MediaItem item, String vendor) {
        var scheme = vendor + "://";
        return item.source().startsWith(scheme) ? item.source().substring(scheme.length()) : null;
    }
}
