package dev.shotwright.vocabulary.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.document.Documents;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {type: range, shortest: 4, longest: 15, step: 1, usual: 5}     | 24       | 0.5    | 4        | 96
        {type: range, shortest: 4, longest: 15, step: 1, usual: 5}     | 24       | 7.5    | 7        | 168
        {type: range, shortest: 4, longest: 15, step: 1, usual: 5}     | 24       | 7.6    | 8        | 192
        {type: range, shortest: 4, longest: 15, step: 1, usual: 5}     | 24       | 900    | 15       | 360
        {type: range, shortest: 1, longest: 10, step: 0.25, usual: 5}  | 30       | 2.3    | 2.25     | 68
        {type: range, shortest: 1, longest: 9.9, step: 2, usual: 5}    | 30       | 12     | 9        | 270
        {type: choice, durations: [10, 5], usual: 5}                   | 24       | 7.5    | 5        | 120
        {type: choice, durations: [10, 5], usual: 5}                   | 24       | 8      | 10       | 240
        {type: frame-grid, fewest: 1, most: 121, step: 4, usual: 81}   | 16       | 5      | 5        | 81
        {type: frame-grid, fewest: 1, most: 121, step: 4, usual: 81}   | 16       | 2      | 2        | 33
        {type: frame-grid, fewest: 1, most: 121, step: 4, usual: 81}   | 16       | 5.2    | 5.3125   | 85
        {type: frame-grid, fewest: 1, most: 121, step: 4, usual: 81}   | 16       | 60     | 7.5625   | 121
        {type: frame-grid, fewest: 29, most: 289, step: 4, usual: 121} | 24       | 1      | 1.208333 | 29
        {type: frame-choice, counts: [121, 241], usual: 121}           | 24       | 5      | 5        | 121
        {type: frame-choice, counts: [121, 241], usual: 121}           | 24       | 7      | 5.041667 | 121
        {type: frame-choice, counts: [121, 241], usual: 121}           | 24       | 8      | 10.041667 | 241
        {type: choice, durations: [5], usual: 5}                       | 24000/1001 | 5    | 5        | 120
        """)
    void the_nearest_length_is(String lengths, String fps, String asked, String given, int frames) {
        var found = Documents.yaml().read(Lengths.class, lengths).nearest(seconds(asked), FrameRate.parse(fps));
        assertThat(found).isEqualTo(new Length(seconds(given), frames));
    }

    @Test
    void a_length_in_words_says_the_form_of_its_frames() {
        assertThat(new Lengths.FrameGrid(17, 121, 4, 81).words()).isEqualTo("17 to 121 frames of the form 4n+1");
        assertThat(new Lengths.FrameGrid(1, 100, 1, 50).words()).isEqualTo("1 to 100 frames");
    }

    @Test
    void a_usual_length_that_is_not_allowed_is_an_error_of_the_card() {
        assertThatThrownBy(() -> new Lengths.FrameGrid(1, 121, 4, 80))
                .hasMessage("usual is 80; accepted is a count that the grid holds");
        assertThatThrownBy(() -> new Lengths.FrameGrid(1, 120, 4, 81)).hasMessageStartingWith("most is 120");
        assertThatThrownBy(() -> Documents.yaml()
                        .read(Lengths.class, "{type: range, shortest: 4, longest: 15, step: 1, usual: 5.5}"))
                .hasMessage("usual is 5.5 s; accepted is a length that the range holds (line 1)");
    }

    private static Duration seconds(String text) {
        return Documents.json().read(Duration.class, text);
    }
}
