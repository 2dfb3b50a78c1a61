package dev.shotwright.world.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.Scene.Action;
import dev.shotwright.world.scene.Scene.Shot;
import dev.shotwright.world.scene.Scene.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    private final PromptParser parser = PromptParser.standard();

    private Shot shot(String prompt) {
        return parser.parse(prompt).shots().getFirst();
    }

    private static Subject subject(Shot shot, String id) {
        return shot.subjects().stream()
                .filter(subject -> subject.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + shot.subjects()));
    }

    private static List<String> actions(Shot shot, String id) {
        return subject(shot, id).actions().stream().map(Action::name).toList();
    }

    @Test
    void sentences_in_one_place_are_one_shot() {
        var scene = parser.parse("A detective enters the dark room. He turns on the flashlight. On the floor lies a"
                + " broken vase. Suddenly a shadow moves behind him. He spins around.");

        assertThat(scene.shots()).hasSize(1);
        assertThat(actions(scene.shots().getFirst(), "detective")).containsExactly("walk", "work", "turn");
        assertThat(actions(scene.shots().getFirst(), "vase")).containsExactly("lie");
    }

    @Test
    void another_place_or_framing_is_another_shot() {
        assertThat(parser.parse("A boy cooks in the kitchen. He laughs. On the beach a dog runs.")
                        .shots())
                .extracting(Shot::setting)
                .containsExactly("kitchen", "beach");
        assertThat(parser.parse("男孩在厨房里做饭。他笑了。沙滩上，一只狗在奔跑。").shots())
                .extracting(Shot::setting)
                .containsExactly("kitchen", "beach");
        assertThat(parser.parse("A man walks into a bar. Close-up: he drinks a beer.")
                        .shots())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A 12-second video. Shot 1: a cat sleeps. Shot 2: a dog runs in, then barks. Shot 3: both run away.",
                "12秒视频。镜头一：一只猫在睡觉。镜头二：一只狗跑进来，然后叫。镜头三：它们跑开。",
                "A boy cooks in the kitchen. On the beach a dog runs. On a street it rains on a cat. 12 seconds."
            })
    void shots_stay_within_the_seconds_asked_for(String prompt) {
        var shots = parser.parse(prompt).shots();

        assertThat(shots).hasSize(3);
        assertThat(shots.stream().mapToDouble(Shot::seconds).sum()).isEqualTo(12, within(0.001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A sense of growth and togetherness fills the garden.",
                "Nostalgia and loneliness surround the garden.",
                "花园里充满了孤独感和使命感。"
            })
    void what_cannot_be_seen_is_listed_and_not_drawn(String prompt) {
        var scene = parser.parse(prompt);

        assertThat(scene.shots().getFirst().subjects()).isEmpty();
        assertThat(scene.notUnderstood()).isNotEmpty();
    }

    @Test
    void what_is_said_is_not_seen() {
        assertThat(shot("经理对员工说：“那只狗明天必须走。”").subjects())
                .extracting(Subject::id)
                .containsExactly("man", "person");
        assertThat(shot("\"The dog has to leave.\" the woman says.").subjects())
                .extracting(Subject::id)
                .containsExactly("woman");
    }

    @Test
    void a_ratio_is_not_a_number_of_people() {
        assertThat(shot("A chef dances, 16:9").subjects())
                .extracting(Subject::count)
                .containsExactly(1);
        assertThat(shot("厨师在跳舞，9:16").subjects()).extracting(Subject::count).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({
        "A girl rides a bicycle, bicycle",
        "女孩骑着自行车, bicycle",
        "The boy plays the piano, piano",
        "男孩弹钢琴, piano",
        "妈妈在洗碗, bowl",
        "A man walks the dog, dog"
    })
    void a_verb_brings_the_thing_that_it_names(String prompt, String id) {
        assertThat(shot(prompt).subjects()).extracting(Subject::id).contains(id);
    }

    @Test
    void a_thing_of_its_own_goes_before_the_one_that_the_verb_names() {
        assertThat(shot("一个女人在放烟花").subjects()).extracting(Subject::kind).doesNotContain("flower");
    }

    @Test
    void whoever_is_helped_watched_or_taught_does_it_himself() {
        var coat = shot("A nurse helps an old man put on his coat and leads him out.");
        assertThat(actions(coat, "old-man")).containsExactly("put-on");
        assertThat(actions(coat, "nurse")).containsExactly("work", "work");
        assertThat(actions(shot("He sees a woman crying by the window."), "woman"))
                .containsExactly("cry");
        assertThat(actions(shot("A father teaches his son to ride a bicycle."), "son"))
                .containsExactly("ride");
    }

    @ParameterizedTest
    @ValueSource(strings = {"With the help of her father, the girl climbs onto the horse.", "在爸爸的帮助下，女孩骑上了马"})
    void whoever_helps_works_at_the_same_time(String prompt) {
        var shot = shot(prompt);
        var father = subject(shot, "father");

        assertThat(father.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.with()).isEqualTo("girl"));
        assertThat(father.actions().getFirst().from())
                .isEqualTo(subject(shot, "girl").actions().getFirst().from());
    }

    @Test
    void what_is_somewhere_stands_behind_its_verb() {
        var shot = shot("女孩推开门，发现房间里坐着一只巨大的泰迪熊，墙上挂着一幅画");

        assertThat(actions(shot, "teddy-bear")).containsExactly("sit");
        assertThat(actions(shot, "girl")).doesNotContain("sit");
        assertThat(subject(shot, "painting").relations())
                .extracting(Scene.Relation::relation)
                .containsExactly(RelationWord.ON);
        assertThat(actions(shot("雾中缓缓驶来一艘大船"), "ship")).containsExactly("drive");
    }

    @Test
    void a_verb_may_end_behind_its_object() {
        var shot = shot("She turns the lamp off and takes her coat off.");

        assertThat(actions(shot, "woman")).containsExactly("work", "take-off");
        assertThat(subject(shot, "lamp").changes()).extracting(Scene.Change::to).containsExactly("off");
    }

    @Test
    void he_and_she_are_two() {
        var shot = shot("他跪在地上，她笑了");

        assertThat(actions(shot, "man")).containsExactly("kneel");
        assertThat(actions(shot, "woman")).containsExactly("laugh");
    }

    @Test
    void a_single_unknown_character_is_listed_and_not_drawn() {
        var scene = parser.parse("狼和狐狸龘了");

        assertThat(scene.shots().getFirst().subjects())
                .extracting(Subject::kind)
                .containsExactly("wolf", "fox");
        assertThat(scene.notUnderstood()).containsExactly("龘");
    }
}
