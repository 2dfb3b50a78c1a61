package dev.shotwright.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.media.Inspection.SoundTrack;
import dev.shotwright.media.Montage.Piece;
import dev.shotwright.media.Montage.Shape;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MontageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm", "a.gif", "a.webp", "a"})
    void a_cut_is_exact_to_the_frame(String name) {
        var format = Clips.format(64, 48, 25, 30);
        var clip = Clips.write(folder.resolve(name), format);
        var target = folder.resolve("cut");
        Montage.of(new Piece(clip, Duration.ofMillis(400), Duration.ofMillis(800)))
                .write(target, ClipOptions.standard(), Limits.standard());
        var frames = frames(target);
        assertThat(frames).hasSize(10);
        assertThat(nearest(frames.getFirst(), name)).isEqualTo(10);
        assertThat(nearest(frames.getLast(), name)).isEqualTo(19);
    }

    @Test
    void a_cut_far_into_a_clip_is_exact_too() {
        var format = Clips.format(64, 48, 10, 200);
        var clip = Clips.write(folder.resolve("a.mp4"), format);
        var target = folder.resolve("cut");
        Montage.of(new Piece(clip, Duration.ofMillis(13_300), Duration.ofMillis(13_600)))
                .write(target, ClipOptions.standard(), Limits.standard());
        var frames = frames(target);
        assertThat(frames).hasSize(3);
        assertThat(Clips.difference(frames.getFirst(), Clips.pixels(format, 133)))
                .isLessThan(Clips.difference(frames.getFirst(), Clips.pixels(format, 128)))
                .isLessThan(5);
    }

    @Test
    void joined_clips_follow_each_other_in_one_size_and_rate() {
        var first = Clips.write(folder.resolve("a.mp4"), Clips.format(64, 48, 24, 12));
        var second = Clips.write(folder.resolve("b.webm"), Clips.format(100, 50, 12, 6));
        var picture = Clips.write(folder.resolve("c"), Clips.format(30, 40, 24, 1));
        var target = folder.resolve("film.mp4");
        Montage.of(
                        Piece.whole(first),
                        Piece.whole(second),
                        new Piece(picture.resolve("frame-000001.png"), Duration.ZERO, Duration.ofMillis(500)))
                .write(target, ClipOptions.standard(), Limits.standard());
        var inspection = Inspection.of("clip", target, Limits.standard());
        var pictures = requireNonNull(inspection.pictures());
        assertThat(pictures.frames()).isEqualTo(36);
        assertThat(pictures.width()).isEqualTo(64);
        assertThat(pictures.fps()).isEqualTo(FrameRate.of(24));
    }

    @ParameterizedTest
    @CsvSource({"PAD, 0, 0x808080", "CROP, 0x808080, 0x808080", "STRETCH, 0x808080, 0x808080"})
    void a_picture_is_padded_cropped_or_stretched(Fit fit, String corner, String centre) throws IOException {
        var grey = new int[80 * 20];
        Arrays.fill(grey, 0x808080);
        var clip = folder.resolve("grey");
        try (var writer = ClipWriter.to(clip, ClipOptions.standard())) {
            writer.begin(Clips.format(80, 20, 24, 1));
            writer.frame(grey);
            writer.finish();
        }
        var target = folder.resolve("square");
        Montage.of(Piece.whole(clip))
                .withShape(new Shape(40, 40, fit))
                .write(target, ClipOptions.standard(), Limits.standard());
        var frame = frames(target).getFirst();
        assertThat(frame[0]).isEqualTo(Integer.decode(corner));
        assertThat(frame[20 * 40 + 20]).isEqualTo(Integer.decode(centre));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.webm"})
    void a_clip_takes_sound_cut_to_its_length_or_continued_by_silence(String name) throws IOException {
        var tone = Sounds.tone(folder.resolve("tone.wav"), 22_050, 0.5);
        var clip = Clips.write(
                folder.resolve(name),
                Clips.format(64, 48, 24, 24),
                ClipOptions.standard().withSound(tone));
        var tracks = Inspection.of("clip", clip, Limits.standard()).tracks();
        assertThat(tracks).hasSize(2).last().isInstanceOf(SoundTrack.class);
        var loudness = Sounds.loudness(clip);
        assertThat(loudness).hasSizeBetween(10, 11);
        assertThat(loudness[2]).isCloseTo(0.31, within(0.05));
        assertThat(loudness[8]).isLessThan(0.01);

        var longer = Sounds.tone(folder.resolve("long.wav"), 48_000, 3);
        var second = Clips.write(
                folder.resolve("b-" + name),
                Clips.format(64, 48, 24, 12),
                ClipOptions.standard().withSound(longer));
        assertThat(Sounds.loudness(second)).hasSizeBetween(5, 6);
        assertThat(Inspection.of("clip", second, Limits.standard()).duration()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void the_sound_of_pieces_goes_with_them() throws IOException {
        var tone = Sounds.tone(folder.resolve("tone.wav"), 48_000, 1);
        var loud = Clips.write(
                folder.resolve("a.mp4"),
                Clips.format(64, 48, 10, 10),
                ClipOptions.standard().withSound(tone));
        var silent = Clips.write(folder.resolve("b.mp4"), Clips.format(64, 48, 10, 10));
        var target = folder.resolve("film.mp4");
        Montage.of(Piece.whole(silent), new Piece(loud, Duration.ofMillis(500), null), Piece.whole(silent))
                .write(target, ClipOptions.standard(), Limits.standard());
        var loudness = Sounds.loudness(target);
        assertThat(loudness).hasSizeBetween(25, 26);
        assertThat(loudness[8]).isLessThan(0.01);
        assertThat(loudness[12]).isGreaterThan(0.2);
        assertThat(loudness[16]).isLessThan(0.01);
    }

    @Test
    void a_copy_with_sound_and_metadata_has_the_same_pictures_to_the_bit() throws IOException {
        var clip = Clips.write(
                folder.resolve("a.mp4"),
                Clips.format(64, 48, 24, 24),
                ClipOptions.standard().withMetadata(Map.of("title", "old", "comment", "kept")));
        var tone = Sounds.tone(folder.resolve("tone.wav"), 48_000, 2);
        var target = folder.resolve("b.mp4");
        Remux.of(clip)
                .withSound(tone)
                .withMetadata(Map.of("title", "new"))
                .write(target, Existing.REFUSE, Limits.standard());
        var before = frames(clip);
        var after = frames(target);
        assertThat(after).hasSameSizeAs(before);
        for (var frame = 0; frame < after.size(); frame++) {
            assertThat(Arrays.equals(after.get(frame), before.get(frame))).isTrue();
        }
        var inspection = Inspection.of("clip", target, Limits.standard());
        assertThat(inspection.metadata()).isEqualTo(Map.of("title", "new", "comment", "kept"));
        assertThat(Sounds.loudness(target)).hasSizeBetween(10, 11);

        var again = folder.resolve("c.mp4");
        Remux.of(target).write(again, Existing.REFUSE, Limits.standard());
        assertThat(Sounds.loudness(again)).hasSizeBetween(10, 11);
        assertThat(Inspection.of("clip", again, Limits.standard()).tracks()).hasSize(2);
    }

    @Test
    void a_copy_keeps_the_names_of_foreign_metadata_as_they_are_spelled() throws IOException {
        var label = "{\"Label\":\"1\"}";
        var clip = Clips.write(
                folder.resolve("labelled.mp4"),
                Clips.format(64, 64, 24, 4),
                ClipOptions.standard().withMetadata(Map.of("AIGC", label, "Title", "theirs")));
        var copy = folder.resolve("copy.mp4");
        Remux.of(clip).withMetadata(Map.of("title", "ours")).write(copy, Existing.REFUSE, Limits.standard());
        assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).contains("AIGC", label);
        assertThat(Inspection.of("clip", copy, Limits.standard()).metadata())
                .containsEntry("aigc", label)
                .containsEntry("title", "ours");
    }

    @Test
    void a_thread_that_is_interrupted_leaves_no_clip() {
        var clip = Clips.write(folder.resolve("a.mp4"), Clips.format(64, 48, 25, 30));
        var target = folder.resolve("given-up.webm");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() ->
                            Montage.of(Piece.whole(clip)).write(target, ClipOptions.standard(), Limits.standard()))
                    .isInstanceOfSatisfying(
                            ShotwrightException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.CANCELLED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(folder.toFile().list()).containsExactly("a.mp4");
    }

    @Test
    void a_container_refuses_what_it_cannot_hold() {
        assertThatThrownBy(() -> ClipWriter.to(
                        folder.resolve("a.webm"), ClipOptions.standard().withCodec(VideoCodec.H264)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining("webm accepts vp9, av1");
        var clip = Clips.write(folder.resolve("a.mp4"), Clips.format(64, 48, 24, 2));
        assertThatThrownBy(() -> Remux.of(clip).write(folder.resolve("a.webm"), Existing.REFUSE, Limits.standard()))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT));
        assertThat(folder.resolve("a.webm")).doesNotExist();
    }

    private static int nearest(int[] pixels, String name) {
        var format = Clips.format(64, 48, 25, 30);
        var best = 0;
        for (var frame = 1; frame < 30; frame++) {
            if (Clips.difference(pixels, Clips.pixels(format, frame))
                    < Clips.difference(pixels, Clips.pixels(format, best))) {
                best = frame;
            }
        }
        assertThat(Clips.difference(pixels, Clips.pixels(format, best)))
                .as(name)
                .isLessThan(12);
        return best;
    }

    private static List<int[]> frames(Path clip) {
        var frames = new ArrayList<int[]>();
        try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
            while (reader.next()) {
                frames.add(reader.pixels().clone());
            }
        }
        return frames;
    }
}
