package dev.shotwright.vocabulary.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.Sizes;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    record Parcel(String name, int weight, @Nullable String note, List<String> stamps, Map<String, Integer> marks) {}

    sealed interface Shape {}

    record Round(double radius) implements Shape {}

    record LongStick(double length) implements Shape {}

    record Drawing(Shape shape, List<Shape> others) {}

    @Test
    void a_request_is_read_from_yaml() {
        var request = Documents.yaml().read(VideoRequest.class, """
            prompt: a fox runs
            media:
              - {kind: image, role: first-frame, source: fox.png}
            duration: 5.5
            ratio: 16:9
            fps: 24
            camera: [pan-left:slow, zoom-in]
            audio: on
            options: {cfg: 0.5, deep: {list: [1, x, true]}}
            """);
        assertThat(request.prompt()).isEqualTo("a fox runs");
        assertThat(request.media()).containsExactly(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, "fox.png"));
        assertThat(request.duration()).isEqualTo(Duration.ofMillis(5500));
        assertThat(request.ratio()).isEqualTo(new AspectRatio(16, 9));
        assertThat(request.fps()).isEqualTo(FrameRate.of(24));
        assertThat(request.camera())
                .containsExactly(new CameraMove(CameraWord.PAN_LEFT, Speed.SLOW), CameraMove.of(CameraWord.ZOOM_IN));
        assertThat(request.audio()).isEqualTo(Switch.ON);
        assertThat(Documents.yaml().read(VideoRequest.class, Documents.yaml().write(request)))
                .isEqualTo(request);
        assertThat(Documents.json().read(VideoRequest.class, Documents.json().write(request)))
                .isEqualTo(request);
    }

    @Test
    void an_alternative_is_told_by_its_type() {
        var drawing = new Drawing(new Round(2), List.of(new LongStick(3)));
        assertThat(Documents.json().write(drawing))
                .isEqualTo(
                        "{\"shape\":{\"type\":\"round\",\"radius\":2.0},\"others\":[{\"type\":\"long-stick\",\"length\":3.0}]}");
        assertThat(Documents.json().read(Drawing.class, Documents.json().write(drawing)))
                .isEqualTo(drawing);
        var error = error(Drawing.class, "{\"shape\":{\"type\":\"square\"}}");
        assertThat(error.field()).isEqualTo("shape.type");
        assertThat(error).hasMessage("shape.type is 'square' (line 1); accepted are round, long-stick");
    }

    @Test
    void absent_lists_are_empty_and_absent_nullables_are_null() {
        assertThat(Documents.json().read(Parcel.class, "{\"name\":\"a\",\"weight\":1}"))
                .isEqualTo(new Parcel("a", 1, null, List.of(), Map.of()));
        assertThat(Documents.yaml().read(Parcel.class, "name: a\nweight: 1\nnote:\nstamps:\n"))
                .isEqualTo(new Parcel("a", 1, null, List.of(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
        {"weight":1} | invalid-value | name | name is missing (line 1); it must have a value
        {"name":null,"weight":1} | invalid-value | name | name is missing (line 1); it must have a value
        {"name":"a"} | invalid-value | weight | weight is missing (line 1); it must have a value
        {"name":"a","weight":null} | invalid-value | weight | weight is missing (line 1); it must have a value
        {"name":"a","weight":"1"} | invalid-value | weight | weight is the text '1' (line 1); accepted is a whole number
        {"name":"a","weight":1.5} | invalid-value | weight | weight is the number 1.5 (line 1); accepted is a whole number
        {"name":7,"weight":1} | invalid-value | name | name is the number 7 (line 1); accepted is text, in quotes where it looks like a number
        {"name":"a","weight":1,"stamps":["b",null]} | invalid-value | stamps[1] | none
        {"name":"a","weight":1,"stamps":"b"} | invalid-value | stamps | stamps is the text 'b' (line 1); accepted is a list
        {"name":"a","weight":1,"marks":{"b":"c"}} | invalid-value | marks.b | none
        {"name":"a","weight":1,"wieght":1} | unknown-field | wieght | wieght is not a field (line 1), did you mean weight?; accepted are marks, name, note, stamps, weight
        {"name":"a","weight":1,"weight":2} | malformed-document | none | none
        {"name":"a","weight":1} {} | malformed-document | none | none
        {"name":"a" | malformed-document | none | none
        `` | malformed-document | none | the document is empty
        [1] | invalid-value | none | the document is a list (line 1); accepted is a group of fields
        null | malformed-document | none | the document is empty
        """)
    void a_fault_is_named(String text, String code, @Nullable String field, @Nullable String message) {
        var error = error(Parcel.class, text);
        assertThat(error.code().word()).isEqualTo(code);
        assertThat(error.field()).isEqualTo(field);
        if (message != null) {
            assertThat(error).hasMessage(message);
        }
    }

    @Test
    void a_misspelt_field_is_named_before_what_is_missing_for_it() {
        var error = yamlError(VideoRequest.class, """
            # a request
            promt: a fox
            """);
        assertThat(error.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(error.field()).isEqualTo("promt");
        assertThat(error)
                .hasMessageStartingWith("promt is not a field (line 2), did you mean prompt?; accepted are audio, ");
        var nested = yamlError(VideoRequest.class, """
            media:
              - kind: image
                rol: first-frame
                source: a.png
            """);
        assertThat(nested)
                .hasMessage(
                        "media[0].rol is not a field (line 3), did you mean role?; accepted are at, facts, kind, role,"
                                + " source");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
        prompt: 7                       | prompt        | prompt is the number 7 (line 1); accepted is text, in quotes where it looks like a number
        duration: five                  | duration      | duration is the text 'five' (line 1); accepted is a number of seconds
        duration: 1e99                  | duration      | none
        {prompt: x, duration: -1} | duration | duration is -1 s; accepted is more than 0 and at most 86400 seconds (line 1)
        ratio: wide                     | ratio         | ratio is 'wide'; accepted is width and height such as 16:9 (line 1)
        size: 0x7                       | size          | size is 0x7; accepted is 1x1 to 65535x65535 (line 1)
        size: 1280                      | size          | size is '1280'; accepted is width and height such as 1280x720 (line 1)
            size: [1280, 720]               | size          | size is a list (line 1); accepted is text, in quotes where it looks like a number
        fps: 0                          | fps           | fps is 0/1; accepted is more than 0 and at most 1000 (line 1)
        style: oil                      | style         | style is the text 'oil' (line 1); accepted is natural, black-and-white, 3d-animation, 2d-animation, chinese-painting, watercolour, gouache
        camera: [zoom-in, spin]         | camera[1]     | none
        camera: zoom-in                 | camera        | camera is the text 'zoom-in' (line 1); accepted is a list
        media: [{kind: film}]           | media[0].kind | media[0].kind is the text 'film' (line 1); accepted is image, video, audio
        media: [{kind: audio, role: mask, source: x}] | media[0].kind | media[0].kind is audio; accepted is image or video for the role mask (line 1)
        seed: 1.5                       | seed          | seed is the number 1.5 (line 1); accepted is a whole number
        deadline: tomorrow              | deadline      | deadline is 'tomorrow'; accepted is a time such as 2026-11-21T08:00:00Z (line 1)
        callback: "::"                  | callback      | callback is '::'; accepted is an address such as https://example.org/ (line 1)
        {prompt: x, deadline: 5} | deadline | none
        {prompt: x, callback: 5} | callback | none
        {prompt: x, seed: 99999999999999999999} | seed | none
        {prompt: x, count: 9999999999} | count | count is a number that is too large (line 1); accepted is -2147483648 to 2147483647
        audio: true                     | audio         | audio is true (line 1); accepted is on, off
        options: {a: }                  | options.a     | options.a is missing (line 1); it must have a value
        shots: [{prompt: "", camera: []}] | shots[0].prompt | shots[0].prompt is empty; accepted is what is to be seen in the shot (line 1)
        """)
    void a_fault_in_a_request_says_where_what_and_what_else(String yaml, String field, @Nullable String message) {
        var error = yamlError(VideoRequest.class, yaml);
        assertThat(error.field()).isEqualTo(field);
        assertThat(error).hasMessageStartingWith(field + " is ");
        if (message != null) {
            assertThat(error).hasMessage(message);
        }
    }

    @Test
    void a_fault_in_a_key_names_the_key() {
        assertThat(yamlError(Limits.class, "styles:\n  oil: {words: Oil}\n"))
                .hasMessageStartingWith("styles is given the field 'oil' (line 2); accepted is natural, ");
        assertThat(yamlError(Sizes.class, "{type: table, usual: 1x1, rows: {big: {}}}"))
                .hasMessage("rows is 'big'; accepted is 480p, 720p, 1080p, 2k, 4k and the like (line 1)");
    }

    @Test
    void what_no_reader_can_read_is_said_in_a_line() {
        assertThat(yamlError(Parcel.class, "stamps: [b"))
                .hasMessage(
                        "the document cannot be read (line 1): while parsing a flow sequence, expected ',' or ']', but"
                                + " got <stream end>");
        assertThat(error(Parcel.class, "{\"name\":\"a\""))
                .hasMessage("the document cannot be read (line 1): Unexpected end-of-input: expected close marker for"
                        + " Object");
    }

    @Test
    void hostile_documents_are_refused_within_bounds() {
        assertThat(error(VideoRequest.class, "{\"prompt\":\"x\",\"options\":{\"a\":" + "[".repeat(100_000))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_DOCUMENT);
        assertThat(error(Parcel.class, " ".repeat(5 << 20)).code()).isEqualTo(ErrorCode.MALFORMED_DOCUMENT);
        assertThat(error(Parcel.class, "{\"weight\":" + "9".repeat(1_000_000) + "}")
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_DOCUMENT);
        assertThat(yamlError(Parcel.class, "name: &a x\nstamps: [" + "*a,".repeat(100_000) + "*a]\nweight: 1")
                        .code())
                .isNotEqualTo(ErrorCode.INTERNAL);
        assertThat(yamlError(VideoRequest.class, "options: {a: " + "[".repeat(100_000))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_DOCUMENT);
        assertThat(yamlError(Parcel.class, "name: !!java.io.File [x]\nweight: 1")
                        .code())
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(yamlError(Parcel.class, "name: a\nweight: 1\n---\nname: b\nweight: 2\n")
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_DOCUMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "on",
                "null",
                "~",
                "12",
                "1e3",
                "0x1F",
                "a: b",
                "- a",
                "#x",
                "line\nline",
                "'",
                "\"",
                "x: [",
                "狐狸",
                "🦊",
                "\t",
                "*a",
                "&a",
                "!x",
                "%",
                "@",
                "1:30",
                "2026-11-21",
                "true",
                "a ",
                " a",
                "yes",
                ".5",
                "-",
                "?",
                "|",
                ">"
            })
    void any_text_comes_back_from_both_notations(String text) {
        var parcel = new Parcel(text, 1, text, List.of(text), Map.of(text, 1));
        assertThat(Documents.json().read(Parcel.class, Documents.json().write(parcel)))
                .isEqualTo(parcel);
        assertThat(Documents.yaml().read(Parcel.class, Documents.yaml().write(parcel)))
                .isEqualTo(parcel);
    }

    private static ShotwrightException yamlError(Class<?> type, String yaml) {
        var error = catchThrowableOfType(
                ShotwrightException.class, () -> Documents.yaml().read(type, yaml));
        assertThat(error).isNotNull();
        return error;
    }

    private static ShotwrightException error(Class<?> type, String json) {
        var error = catchThrowableOfType(
                ShotwrightException.class, () -> Documents.json().read(type, json));
        assertThat(error).isNotNull();
        assertThat(error.code()).isNotEqualTo(ErrorCode.INTERNAL);
        return error;
    }
}
