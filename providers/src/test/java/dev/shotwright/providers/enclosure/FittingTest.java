package dev.shotwright.providers.enclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureReader;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittingTest {
    @TempDir
    private Path folder;

    private static ModelCard card(String limits) {
        return Documents.yaml().read(ModelCard.class, """
            model: some/model
            title: Some model
            vendor: some
            checked: 2026-11-21
            limits:
              sizes: {type: table, usual: 1280x720, rows: {720p: {16:9: 1280x720}}}
              lengths: {type: choice, durations: [5], usual: 5}
              fps: {type: choice, rates: [24], usual: 24}
            modes:
              - operation: image-to-video
                media:
                  - {roles: [first-frame], kind: image, least: 1, most: 1, %s}
            tariff: {asOf: 2026-11-21}
            """.formatted(limits));
    }

    private MediaItem picture(BufferedImage image, String format) throws IOException {
        var file = folder.resolve("picture." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, file.toString())
                .withFacts(new MediaFacts(
                        format, Files.size(file), new Pixels(image.getWidth(), image.getHeight()), null, null));
    }

    private static BufferedImage noise(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new SplittableRandom(7);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private Fitting.Fitted fitted(MediaItem item, String limits) {
        var request = VideoRequest.builder().prompt("a").media(List.of(item)).build();
        return new Fitting(folder.resolve("made")).fitted(request, card(limits));
    }

    private static MediaFacts facts(Fitting.Fitted fitted) {
        return Objects.requireNonNull(fitted.request().media().getFirst().facts());
    }

    @Test
    void a_picture_that_is_read_as_it_is_stays_as_it_is() throws IOException {
        var item = picture(noise(64, 40), "png");
        var fitted = fitted(item, "formats: [png], mostBytes: 1000000, mostSide: 100");
        assertThat(fitted.request().media()).containsExactly(item);
        assertThat(fitted.notices()).isEmpty();
    }

    @Test
    void a_format_that_is_not_read_becomes_one_that_is() throws IOException {
        var image = new BufferedImage(64, 40, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 2, Color.RED.getRGB());
        var fitted = fitted(picture(image, "bmp"), "formats: [jpeg, png]");
        assertThat(facts(fitted).format()).isEqualTo("png");
        var made = new PictureReader(Limits.standard())
                .read("made", Path.of(fitted.request().media().getFirst().source()));
        assertThat(made.getRGB(3, 2)).isEqualTo(Color.RED.getRGB());
        assertThat(fitted.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.field()).isEqualTo("media[0]");
            assertThat(notice.toString()).contains("bmp of 64x40", "png of 64x40", "jpeg, png");
        });
    }

    @Test
    void a_picture_with_too_many_pixels_becomes_smaller_in_proportion() throws IOException {
        var fitted = fitted(picture(noise(400, 200), "png"), "mostSide: 100");
        assertThat(facts(fitted).size()).isEqualTo(new Pixels(100, 50));
    }

    @Test
    void a_picture_with_too_many_bytes_fits_in_the_end() throws IOException {
        for (var most : List.of(60_000, 20_000, 3_000)) {
            var fitted = fitted(picture(noise(256, 256), "png"), "formats: [jpeg, png], mostBytes: " + most);
            assertThat(facts(fitted).bytes()).isPositive().isLessThanOrEqualTo(most);
            assertThat(facts(fitted).format()).isEqualTo("jpeg");
            assertThat(Files.size(Path.of(fitted.request().media().getFirst().source())))
                    .isEqualTo(facts(fitted).bytes());
        }
    }

    @Test
    void what_comes_from_an_address_is_left_alone() {
        var item = MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, "https://example.org/a.webp")
                .withFacts(new MediaFacts("webp", 99_999_999, new Pixels(9000, 9000), null, null));
        assertThat(fitted(item, "formats: [png], mostBytes: 10").request().media())
                .containsExactly(item);
    }
}
