package dev.shotwright.world.previz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"333,77,1,1", "64,4096,60,36000", "1280,720,24,120", "1024,1024,30,7"})
    void its_card_accepts_any_size_rate_and_length_as_asked(int width, int height, int fps, int frames) {
        var request = VideoRequest.builder()
                .prompt("a dog runs")
                .size(new Pixels(width, height))
                .fps(FrameRate.of(fps))
                .frames(frames)
                .seed(9L)
                .camera(List.of(CameraMove.parse("camera", "aerial-dolly:slow")))
                .style(Style.GOUACHE)
                .build();
        var verdict = new Negotiation((tokenizer, text) -> text.length(), Leeway.NONE)
                .of(request, PrevizModel.standard().card());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    }
}
