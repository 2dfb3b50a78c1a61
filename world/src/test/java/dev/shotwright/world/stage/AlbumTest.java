package dev.shotwright.world.stage;

import static dev.shotwright.world.stage.Script.subject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.world.stage.Picture.Photo;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlbumTest {
    private final BufferedImage first = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    private final BufferedImage last = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);

    private Staging staged(CameraWord word, Photos photos) {
        return Staging.of(
                Script.in("park").camera(word).with(subject("dog")).scene(),
                Script.format(640, 360),
                7,
                Script.CAST,
                photos);
    }

    @ParameterizedTest
    @EnumSource(CameraWord.class)
    void the_first_frame_is_the_whole_picture_and_a_move_never_bares_an_edge(CameraWord word) {
        var staging = staged(word, new Photos(first, null));
        assertThat(staging.picture(0).sheets()).hasSize(1);
        var photo = (Photo) staging.picture(0).sheets().getFirst();
        assertThat(photo.toFrame().transform(new Point2D.Double(0, 0), null)).isEqualTo(new Point2D.Double(0, 0));
        assertThat(photo.toFrame().transform(new Point2D.Double(1280, 720), null))
                .isEqualTo(new Point2D.Double(640, 360));
        for (var frame = 0; frame < 96; frame += 19) {
            var sheets = staging.picture(frame).sheets();
            for (var corner : List.of(
                    new Point2D.Double(1, 1),
                    new Point2D.Double(639, 1),
                    new Point2D.Double(1, 359),
                    new Point2D.Double(639, 359))) {
                assertThat(sheets)
                        .anySatisfy(sheet ->
                                assertThat(covers((Photo) sheet, corner)).isTrue());
            }
        }
        assertThat(staging.truth(40).subjects()).isEmpty();
    }

    private static boolean covers(Photo photo, Point2D point) throws Exception {
        var inside = photo.toFrame().inverseTransform(point, null);
        return inside.getX() >= -1
                && inside.getY() >= -1
                && inside.getX() <= photo.image().getWidth() + 1
                && inside.getY() <= photo.image().getHeight() + 1;
    }

    @Test
    void a_camera_that_pans_left_slides_the_picture_to_the_right() {
        var staging = staged(CameraWord.PAN_LEFT, new Photos(first, null));
        var photo = (Photo) staging.picture(95).sheets().getLast();
        assertThat(photo.toFrame().transform(new Point2D.Double(640, 360), null).getX())
                .isGreaterThan(400);
    }

    @Test
    void the_last_frame_is_the_last_picture_cut_to_the_ratio() {
        var staging = staged(CameraWord.ZOOM_IN, new Photos(first, last));
        var end = staging.picture(95).sheets();
        assertThat(end).hasSize(1);
        var photo = (Photo) end.getFirst();
        assertThat(photo.image()).isSameAs(last);
        assertThat(photo.opacity()).isEqualTo(1);
        assertThat(photo.toFrame().transform(new Point2D.Double(250, 250), null))
                .isEqualTo(new Point2D.Double(320, 180));
        assertThat(photo.toFrame().getScaleX()).isEqualTo(640 / 500.0);
        assertThat(staging.picture(50).sheets().stream().map(s -> ((Photo) s).image()))
                .contains(first, last);
    }

    @Test
    void a_last_picture_alone_comes_over_the_stage() {
        var staging = staged(CameraWord.FIXED, new Photos(null, last));
        assertThat(staging.picture(0).sheets()).noneMatch(Photo.class::isInstance);
        assertThat(staging.picture(95).sheets()).allMatch(Photo.class::isInstance);
    }
}
