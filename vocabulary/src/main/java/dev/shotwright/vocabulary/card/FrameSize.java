package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;

/** A picture size with the names that it goes by: 864x496 is 480p at 16:9 to its vendor. */
public record FrameSize(Pixels size, AspectRatio ratio, Resolution resolution) {}
