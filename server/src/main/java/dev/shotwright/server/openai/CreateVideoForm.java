package dev.shotwright.server.openai;

import org.jspecify.annotations.Nullable;

/**
 * What a form holds, for the description alone: {@link CreateVideo} with the picture as a file.
 *
 * @param inputReference the picture that the clip begins with, as a file
 */
record CreateVideoForm(
        String prompt,
        @Nullable String model,
        @Nullable String seconds,
        @Nullable String size,
        @Nullable String inputReference) {}
