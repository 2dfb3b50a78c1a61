package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.media.MediaProbe;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class RequestReadingTest {
    @TempDir
    private Path folder;

    private VideoRequest read(String... words) {
        var options = new RequestOptions();
        new CommandLine(options).parseArgs(words);
        var nowhere = OutputStream.nullOutputStream();
        return new RequestReading(options, new Desk(folder).surroundings(nowhere, nowhere)).request();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void every_option_finds_its_place_in_the_request() {
        var request = read(
                "一只狐狸",
                "--negative",
                "blur",
                "--size",
                "64x48",
                "--seconds",
                "2.5",
                "--fps",
                "30000/1001",
                "--seed",
                "7",
                "--style",
                "gouache",
                "--camera",
                "pan-left:slow",
                "--camera",
                "zoom-in",
                "--draft",
                "--tier",
                "flex",
                "--deadline",
                "+2h",
                "--count",
                "3",
                "--audio",
                "on");
        assertThat(request)
                .isEqualTo(VideoRequest.builder()
                        .prompt("一只狐狸")
                        .negativePrompt("blur")
                        .size(new Pixels(64, 48))
                        .duration(Duration.ofMillis(2500))
                        .fps(new FrameRate(30_000, 1001))
                        .seed(7L)
                        .style(Style.GOUACHE)
                        .camera(List.of(
                                new CameraMove(CameraWord.PAN_LEFT, Speed.SLOW), CameraMove.of(CameraWord.ZOOM_IN)))
                        .draft(Switch.ON)
                        .tier(Tier.FLEX)
                        .deadline(Desk.NOW.plus(Duration.ofHours(2)))
                        .count(3)
                        .audio(Switch.ON)
                        .build());
        var other = read("x", "--resolution", "480p", "--ratio", "9:16", "--frames", "12");
        assertThat(other.resolution()).isEqualTo(new Resolution(480));
        assertThat(other.ratio()).isEqualTo(new AspectRatio(9, 16));
        assertThat(other.frames()).isEqualTo(12);
    }

    @Test
    void shots_are_a_prompt_and_seconds_and_the_seconds_may_be_left_out() {
        var request = read("--shot", "a dog @ home @ 2.5", "--shot", "a cat @ 3s", "--shot", "a fox");
        assertThat(request.shots())
                .containsExactly(
                        new Shot("a dog @ home", Duration.ofMillis(2500), List.of()),
                        new Shot("a cat", Duration.ofSeconds(3), List.of()),
                        new Shot("a fox", null, List.of()));
    }

    @Test
    void media_get_their_roles() {
        var request = read(
                "--first-frame",
                "a.png",
                "--last-frame",
                "b.png",
                "--source-video",
                "c.mp4",
                "--reference",
                "subject=d.png",
                "--reference",
                "style=e=1.png",
                "--reference",
                "scene=f.png");
        assertThat(request.media())
                .extracting(
                        MediaItem::role,
                        item -> folder.relativize(Path.of(item.source())).toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MediaRole.FIRST_FRAME, "a.png"),
                        org.assertj.core.groups.Tuple.tuple(MediaRole.LAST_FRAME, "b.png"),
                        org.assertj.core.groups.Tuple.tuple(MediaRole.SOURCE_VIDEO, "c.mp4"),
                        org.assertj.core.groups.Tuple.tuple(MediaRole.SUBJECT_REFERENCE, "d.png"),
                        org.assertj.core.groups.Tuple.tuple(MediaRole.STYLE_REFERENCE, "e=1.png"),
                        org.assertj.core.groups.Tuple.tuple(MediaRole.SCENE_REFERENCE, "f.png"));
    }

    @Test
    void options_for_one_model_keep_their_type() {
        var request = read(
                "x",
                "--option",
                "a=1",
                "--option",
                "b=0.5",
                "--option",
                "c=true",
                "--option",
                "d=word=x",
                "--option",
                "e=[1,2]",
                "--option",
                "f=\"5\"",
                "--option",
                "g=");
        assertThat(request.options())
                .isEqualTo(Map.of(
                        "a",
                        1,
                        "b",
                        new BigDecimal("0.5"),
                        "c",
                        true,
                        "d",
                        "word=x",
                        "e",
                        List.of(1, 2),
                        "f",
                        "5",
                        "g",
                        ""));
    }

    @Test
    void the_command_line_goes_over_the_request_file() throws IOException {
        var file = file("request.yaml", """
            model: previz
            prompt: a dog
            frames: 48
            size: 64x48
            style: gouache
            seed: 1
            media:
              - {kind: image, role: first-frame, source: in/first.png}
              - {kind: image, role: style-reference, source: "https://example.org/style.png"}
            options: {a: 1, b: 2}
            """);
        var request = read(
                "a cat",
                "--request",
                file.getFileName().toString(),
                "--seconds",
                "3",
                "--ratio",
                "1:1",
                "--style",
                "natural",
                "--option",
                "b=3",
                "--first-frame",
                "mine.png");
        assertThat(request.prompt()).isEqualTo("a cat");
        assertThat(request.model()).isEqualTo("previz");
        assertThat(request.frames()).isNull();
        assertThat(request.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(request.size()).isNull();
        assertThat(request.ratio()).isEqualTo(new AspectRatio(1, 1));
        assertThat(request.style()).isEqualTo(Style.NATURAL);
        assertThat(request.seed()).isEqualTo(1L);
        assertThat(request.options()).isEqualTo(Map.of("a", 1, "b", 3));
        assertThat(request.media())
                .extracting(MediaItem::source)
                .containsExactly(
                        "https://example.org/style.png",
                        folder.resolve("mine.png").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.org/a.png", "mm_file://4711", "runway://a", "data:image/png;base64,iVBORw0K"})
    void what_is_an_address_is_neither_looked_for_here_nor_probed(String source) throws IOException {
        assertThat(MediaProbe.probed(read("x", "--first-frame", source)).media().getFirst())
                .isEqualTo(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, source));
        file("r.yaml", "media: [{kind: image, role: first-frame, source: '%s'}]\n".formatted(source));
        assertThat(MediaProbe.probed(read("x", "--request", "r.yaml")).media().getFirst())
                .isEqualTo(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, source));
    }

    @Test
    void media_of_a_request_file_lie_beside_it() throws IOException {
        Files.createDirectory(folder.resolve("shots"));
        file("shots/r.json", "{\"media\":[{\"kind\":\"image\",\"role\":\"first-frame\",\"source\":\"first.png\"}]}");
        assertThat(read("--request", "shots/r.json").media().getFirst().source())
                .isEqualTo(folder.resolve("shots/first.png").toString());
    }

    @Test
    void a_request_file_may_leave_the_prompt_to_the_command_line() throws IOException {
        file("preset.yaml", "style: watercolour\nfps: 12.5\nseconds: 3\n".replace("seconds", "duration"));
        var request = read("a fox", "--request", "preset.yaml");
        assertThat(request.prompt()).isEqualTo("a fox");
        assertThat(request.style()).isEqualTo(Style.WATERCOLOUR);
        assertThat(request.fps()).isEqualTo(new FrameRate(25, 2));
        assertThat(request.duration()).isEqualTo(Duration.ofSeconds(3));
        refused("prompt", "preset.yaml", "--request", "preset.yaml");
    }

    @Test
    void a_faulty_request_file_is_named_with_the_field() throws IOException {
        file("typo.yaml", "prompt: x\nstlye: gouache\n");
        assertThatThrownBy(() -> read("--request", "typo.yaml"))
                .isInstanceOfSatisfying(ShotwrightException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
                    assertThat(e.field()).isEqualTo("stlye");
                    assertThat(e).hasMessageContaining("typo.yaml").hasMessageContaining("style");
                });
        file("broken.json", "{\"prompt\": ");
        assertThatThrownBy(() -> read("x", "--request", "broken.json"))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_DOCUMENT));
        assertThatThrownBy(() -> read("--request", "absent.yaml"))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> read("--request", "latin.yaml")).hasMessageContaining("UTF-8");
    }

    @Test
    void wrong_values_name_the_option_what_was_given_and_what_is_accepted() {
        refused("--seconds", "'five'", "x", "--seconds", "five");
        refused("--seconds", "'1e3'", "x", "--seconds", "1e3");
        refused("duration", "0 s", "x", "--seconds", "0");
        refused("--frames", "'-1'", "x", "--frames", "-1");
        refused("--frames", "'9999999999'", "x", "--frames", "9999999999");
        refused("frames", "0", "x", "--frames", "0");
        refused("--seed", "'0x1'", "x", "--seed", "0x1");
        refused("--count", "'two'", "x", "--count", "two");
        refused("size", "'64'", "x", "--size", "64");
        refused("ratio", "'wide'", "x", "--ratio", "wide");
        refused("resolution", "'hd'", "x", "--resolution", "hd");
        refused("fps", "'fast'", "x", "--fps", "fast");
        refused("--style", "'oil'", "x", "--style", "oil");
        refused("--camera", "'left'", "x", "--camera", "left");
        refused("--camera", "'quick'", "x", "--camera", "pan-left:quick");
        refused("--tier", "'cheap'", "x", "--tier", "cheap");
        refused("--shot", "'soon'", "--shot", "a dog @ soon");
        refused("--reference", "'dog.png'", "x", "--reference", "dog.png");
        refused("--reference", "'subject='", "x", "--reference", "subject=");
        refused("--option", "'fast'", "x", "--option", "fast");
        refused("--deadline", "'soon'", "x", "--deadline", "soon");
        refused("--deadline", "has passed", "x", "--deadline", "2026-11-21T07:59:59Z");
        refused("--size", "--ratio", "x", "--size", "64x64", "--ratio", "1:1");
        refused("--seconds", "--frames", "x", "--seconds", "1", "--frames", "24");
        refused("prompt", "absent");
        refused("prompt", "empty", " ");
    }

    @Test
    void deadlines_are_moments_or_spans_from_now() {
        assertThat(read("x", "--deadline", "+1d12h30m5s").deadline())
                .isEqualTo(Desk.NOW.plusSeconds(86_400 + 12 * 3600 + 30 * 60 + 5));
        assertThat(read("x", "--deadline", "2026-11-21T20:00+08:00").deadline())
                .isEqualTo(Desk.NOW.plus(Duration.ofHours(4)));
        assertThat(read("x", "--deadline", "2026-11-21T09:00:00Z").deadline())
                .isEqualTo(Desk.NOW.plus(Duration.ofHours(1)));
        assertThat(read("x", "--deadline", "2026-11-21 09:00").deadline())
                .isEqualTo(Desk.NOW.plus(Duration.ofHours(1)));
    }

    private void refused(String field, String given, String... words) {
        assertThatThrownBy(() -> read(words)).isInstanceOfSatisfying(ShotwrightException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e).hasMessageContaining(given);
            assertThat(e.getMessage()).containsPattern("accepted (is|are) ");
        });
    }
}
