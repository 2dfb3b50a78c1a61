package dev.shotwright.world.stage;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that are given for a clip.
 *
 * @param first what frame 0 shows, under the camera's moves from there
 * @param last what the last frame shows
 */
public record Photos(
        @Nullable BufferedImage first, @Nullable BufferedImage last) {

    public static final Photos NONE = new Photos(null, null);
}
