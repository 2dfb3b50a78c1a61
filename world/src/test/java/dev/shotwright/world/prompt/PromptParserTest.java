package dev.shotwright.world.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.Scene.Action;
import dev.shotwright.world.scene.Scene.Shot;
import dev.shotwright.world.scene.Scene.Subject;
import dev.shotwright.world.scene.ShotSize;
import org.junit.jupiter.api.Test;

class PromptParserTest {
    private final PromptParser parser = PromptParser.standard();

    private Shot shot(String prompt) {
        var scene = parser.parse(prompt);
        assertThat(scene.shots()).hasSize(1);
        return scene.shots().getFirst();
    }

    private static Subject subject(Shot shot, String id) {
        return shot.subjects().stream()
                .filter(subject -> subject.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + shot.subjects()));
    }

    @Test
    void a_fox_runs_in_the_snow_in_ink_while_the_camera_trucks_left() {
        var shot = shot("一只红色的狐狸在雪地里奔跑,镜头缓慢向左平移,水墨画风格");

        assertThat(shot.setting()).isEqualTo("snowfield");
        assertThat(shot.style()).isEqualTo(Style.CHINESE_PAINTING);
        assertThat(shot.camera())
                .extracting(Scene.Camera::move, Scene.Camera::speed)
                .containsExactly(tuple(CameraWord.TRUCK_LEFT, Speed.SLOW));
        assertThat(subject(shot, "fox").attributes()).containsEntry("colour", "red");
        assertThat(subject(shot, "fox").actions()).extracting(Action::name).containsExactly("run");
    }

    @Test
    void a_man_walks_in_after_the_woman_put_on_sunglasses() {
        var scene = parser.parse(
                "Close-up: a woman, a little angry, puts on sunglasses; then a man walks in from the right and hugs"
                        + " her");
        var shot = scene.shots().getFirst();

        assertThat(scene.notUnderstood()).isEmpty();
        assertThat(shot.size()).isEqualTo(ShotSize.CLOSE_UP);
        assertThat(subject(shot, "woman").attributes()).containsEntry("emotion", "angry");
        assertThat(subject(shot, "woman").actions()).extracting(Action::name).containsExactly("put-on");
        var man = subject(shot, "man").actions();
        assertThat(man).extracting(Action::name).containsExactly("walk", "hug");
        assertThat(man.getFirst().heading()).isEqualTo(Heading.IN_FROM_RIGHT);
        assertThat(man.getFirst().from())
                .isGreaterThanOrEqualTo(
                        subject(shot, "woman").actions().getFirst().to());
        assertThat(man.getLast().with()).isEqualTo("woman");
    }

    @Test
    void a_place_is_left_for_another() {
        var dog = subject(shot("A dog is on the left of a table, then the dog runs to the front of the table."), "dog");

        assertThat(dog.relations())
                .extracting(Scene.Relation::relation, Scene.Relation::of)
                .containsExactly(tuple(RelationWord.LEFT_OF, "table"), tuple(RelationWord.IN_FRONT_OF, "table"));
    }

    @Test
    void clothes_are_worn_and_not_entered() {
        var shot = shot("A businessman in a black suit and sunglasses shakes hands with a robot.");

        assertThat(subject(shot, "businessman").attributes()).containsEntry("wears", "black suit, sunglasses");
        assertThat(subject(shot, "businessman").relations()).isEmpty();
    }

    @Test
    void getting_up_is_the_way_into_the_next_action() {
        var dog = subject(shot("一只狗正在沙发上睡觉，突然它站了起来开始摇尾巴"), "dog");

        assertThat(dog.actions()).extracting(Action::name).containsExactly("sleep", "wag");
        assertThat(dog.relations())
                .singleElement()
                .satisfies(relation -> assertThat(relation.to())
                        .isEqualTo(dog.actions().getLast().from()));
    }

    @Test
    void the_same_subject_comes_back_in_the_next_shot() {
        var shots = parser.parse("Shot 1: A knight stands in front of a castle. Shot 2: Close-up, he puts on a helmet.")
                .shots();

        assertThat(shots).hasSize(2);
        assertThat(shots.getLast().size()).isEqualTo(ShotSize.CLOSE_UP);
        assertThat(subject(shots.getLast(), "knight").actions())
                .extracting(Action::name)
                .containsExactly("put-on");
    }

    @Test
    void words_to_be_read_hang_on_their_sign() {
        var lettering = shot("店门口挂着一块牌子，上面写着“欢迎光临”，几位顾客走进店里。").lettering();

        assertThat(lettering)
                .extracting(Scene.Lettering::text, Scene.Lettering::place)
                .containsExactly(tuple("欢迎光临", "sign"));
    }

    @Test
    void an_unknown_dancer_is_a_labelled_person() {
        var scene = parser.parse("A glorbax dances under the bridge.");
        var dancer = subject(scene.shots().getFirst(), "glorbax");

        assertThat(dancer.family()).isEqualTo("person");
        assertThat(dancer.label()).isEqualTo("glorbax");
        assertThat(scene.notUnderstood()).containsExactly("glorbax");
    }

    @Test
    void two_names_are_two_people() {
        var shot = shot("张三和李四在办公室吵架");

        assertThat(shot.subjects()).extracting(Subject::id).containsExactly("张三", "李四");
    }

    @Test
    void a_prompt_beyond_measure_is_refused() {
        assertThatThrownBy(() -> parser.parse("a".repeat(PromptParser.LONGEST + 1)))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("prompt has 20001 characters");
    }
}
