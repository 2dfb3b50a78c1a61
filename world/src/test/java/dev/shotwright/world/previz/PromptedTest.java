package dev.shotwright.world.previz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.VideoRequest;
import org.junit.jupiter.api.Test;

class PromptedTest {

    @Test
    void the_first_sentence_of_the_readme_is_read_whole() {
        var scene = PrevizModel.standard()
                .scene(VideoRequest.builder()
                        .prompt("一只红色的狐狸在雪地里奔跑,镜头缓慢向左平移,水墨画风格")
                        .build());
        var shot = scene.shots().getFirst();
        assertThat(shot.style()).isEqualTo(Style.CHINESE_PAINTING);
        assertThat(shot.camera()).extracting(camera -> camera.move()).contains(CameraWord.TRUCK_LEFT);
        assertThat(shot.subjects()).extracting(subject -> subject.kind()).contains("fox");
        assertThat(Caption.of(scene).text()).contains("分镜");
    }
}
