package dev.shotwright.world.stage;

import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.space.Mark;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Everything that is to be seen in one frame, from back to front, before any style has touched it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param frame the frame's number in the clip
 * @param seed the clip's seed, from which painters derive paper and brush
 */
public record Picture(int width, int height, long frame, long seed, Light light, List<Sheet> sheets) {

    public Picture {
        sheets = List.copyOf(sheets);
    }

    /**
     * The light of the moment.
     *
     * @param time for the colour of the light
     * @param level 0 dark to 1 bright, by which everything but glowing marks is dimmed
     * @param tint 0xRRGGBB, the colour of the light, white at noon
     * @param haze 0xRRGGBB, the colour that far things fade to
     */
    public record Light(TimeOfDay time, double level, int tint, int haze) {}

    /** What a sheet shows; a painter may treat each differently. */
    public enum Role {
        SKY,
        FAR,
        GROUND,
        SETTING,
        SHADOW,
        FIGURE,
        WEATHER,
        LETTERING
    }

    /** One layer. */
    public sealed interface Sheet {}

    /**
     * Marks that belong together: one figure, one tree, the ground.
     *
     * @param id the subject's id for a figure, else the name of the thing; the same from frame to frame
     * @param fade how far it has gone into the haze, 0 near to 1 vanished
     * @param scale pixels per metre at its place, by which a painter chooses line widths
     */
    public record Drawn(String id, Role role, double fade, double scale, List<Mark> marks) implements Sheet {
        public Drawn {
            marks = List.copyOf(marks);
        }
    }

    /** A given picture under the camera's movement, from its own pixels to the frame's. */
    public record Photo(BufferedImage image, AffineTransform toFrame, double opacity) implements Sheet {}
}
