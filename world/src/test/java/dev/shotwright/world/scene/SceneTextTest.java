package dev.shotwright.world.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SceneTextTest {

    private static String example() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "scene.md"));
        var start = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(start, page.indexOf("```", start));
    }

    @Test
    void the_documented_example_is_read() throws IOException {
        var scene = SceneText.yaml().read(example());

        assertThat(scene.shots()).hasSize(2);
        var kitchen = scene.shots().getFirst();
        assertThat(kitchen.style()).isEqualTo(Style.WATERCOLOUR);
        assertThat(kitchen.subjects()).hasSize(5);
        assertThat(kitchen.subjects().getFirst().actions())
                .extracting(Scene.Action::from)
                .containsExactly(0.0, 2.0, 4.0);
        var street = scene.shots().getLast();
        assertThat(street.seconds()).isEqualTo(5);
        assertThat(street.weather()).isEqualTo(Weather.RAIN);
        assertThat(street.camera()).extracting(Scene.Camera::to).containsExactly(2.5, 5.0);
    }

    @Test
    void what_is_written_is_read_back_the_same() throws IOException {
        var scene = SceneText.yaml().read(example());

        assertThat(SceneText.yaml().read(SceneText.yaml().write(scene))).isEqualTo(scene);
        assertThat(SceneText.json().read(SceneText.json().write(scene))).isEqualTo(scene);
    }

    @Test
    void usual_values_are_left_out_and_lists_of_subjects_are_not() {
        var scene = SceneText.json()
                .read("{\"shots\":[{\"subjects\":[{\"id\":\"dog\",\"actions\":[{\"name\":\"run\"}]}]}]}");

        assertThat(SceneText.json().write(scene))
                .isEqualTo(
                        "{\"shots\":[{\"seconds\":5,\"style\":\"natural\",\"camera\":[],\"subjects\":[{\"id\":\"dog\","
                            + "\"kind\":\"dog\",\"relations\":[],\"actions\":[{\"name\":\"run\",\"words\":\"run\",\"from\":0,"
                            + "\"to\":5}],\"changes\":[]}]}],\"notUnderstood\":[]}");
    }

    @Test
    void actions_without_times_share_the_shot() {
        var scene = SceneText.yaml().read("shots: [{subjects: [{id: dog, actions: [{name: run}, {name: sit}]}]}]");

        assertThat(scene.shots().getFirst().subjects().getFirst().actions())
                .extracting(Scene.Action::from, Scene.Action::to)
                .containsExactly(tuple(0.0, 2.5), tuple(2.5, 5.0));
    }

    @Test
    void faults_name_the_place_and_what_is_accepted() {
        assertFault("shots: []", "shots is an empty list; accepted is one shot or more");
        assertFault("shots: [{seconds: 0}]", "seconds is 0.0; accepted is more than 0 and at most 3600");
        assertFault("shots: [{subjects: [{id: a}, {id: a}]}]", "subjects.id is a; accepted is each id once in a shot");
        assertFault(
                "shots: [{subjects: [{id: a, relations: [{relation: 'on', of: b}]}]}]",
                "a.relations.of is b; accepted is the id of another subject of the shot");
        assertFault(
                "shots: [{subjects: [{id: a, actions: [{name: run, from: 3, to: 9}]}]}]",
                "a.actions is from 3 to 9; accepted is 0 <= from < to <= 5");
        assertFault("shots: [{camera: [{move: pan-left, from: 2, to: 2}]}]", "camera is from 2 to 2");
        assertFault("shots: [{lettering: [{text: hi, place: sky}]}]", "lettering.place is sky; accepted is top");
        assertFault("shots: [{colour: red}]", "colour is not a field");
        assertFault("shots: [{camera: [{move: pan-letf}]}]", "pan-left");
    }

    private static void assertFault(String yaml, String message) {
        assertThatThrownBy(() -> SceneText.yaml().read(yaml))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining(message)
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isIn(ErrorCode.INVALID_VALUE, ErrorCode.UNKNOWN_FIELD);
    }
}
