package dev.shotwright.vocabulary.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
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

    private static ShotwrightException error(Class<?> type, String json) {
        var error = catchThrowableOfType(
                ShotwrightException.class, () -> Documents.json().read(type, json));
        assertThat(error).isNotNull();
        assertThat(error.code()).isNotEqualTo(ErrorCode.INTERNAL);
        return error;
    }
}
