package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import org.jspecify.annotations.Nullable;

/** What a request says about the picture's size; the exact size goes before the rest. */
public record SizeWish(
        @Nullable Pixels size,
        @Nullable AspectRatio ratio,
        @Nullable Resolution resolution) {}
