package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> remarks = new ArrayList<>();
    private long now;

    private ProgressLine line(int columns) {
        return new ProgressLine(
                new PrintStream(told, true, StandardCharsets.UTF_8),
                () -> now,
                cancellation,
                columns,
                "fox.mp4",
                remarks::add);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    private void draw(ProgressLine line, int frames, long nanosecondsEach) {
        for (var frame = 0; frame <= frames; frame++) {
            line.advance("draw", frame, frames);
            now += nanosecondsEach;
        }
    }

    @Test
    void a_terminal_gets_one_line_that_is_redrawn_within_its_width() {
        try (var line = line(72)) {
            draw(line, 120, 40_000_000L);
        }
        assertThat(told()).endsWith("\n").startsWith("\r[");
        assertThat(told().chars().filter(letter -> letter == '\n').count()).isEqualTo(1);
        assertThat(told().strip().split("\r"))
                .hasSizeBetween(20, 60)
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(71));
        assertThat(told()).contains("60/120", "50 %", "25.0 frames/s", "left").contains("120/120 frames 100 %");
    }

    @Test
    void a_remark_begins_on_a_fresh_line() {
        try (var line = line(72)) {
            line.advance("draw", 0, 10);
            line.remark("Not understood: zorblax.");
        }
        assertThat(remarks).containsExactly("Not understood: zorblax.");
        assertThat(told()).endsWith("\n").containsOnlyOnce("\n");
    }

    @Test
    void a_narrow_terminal_gets_the_figures_alone() {
        try (var line = line(30)) {
            draw(line, 10, 500_000_000L);
        }
        assertThat(told().strip().split("\r"))
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(29));
        assertThat(told()).doesNotContain("[").contains("5/10 50 %, 0:03 left");
    }

    @Test
    void elsewhere_a_plain_line_comes_every_ten_percent_but_no_more_than_once_a_second() {
        try (var line = line(0)) {
            draw(line, 100, 200_000_000L);
        }
        assertThat(told()).doesNotContain("\r");
        assertThat(told().lines().count()).isBetween(10L, 12L);
        told.reset();
        try (var line = line(0)) {
            draw(line, 100, 1_000_000L);
        }
        assertThat(told().lines().count()).isEqualTo(2);
    }

    @Test
    void a_slow_model_still_tells_every_five_seconds() {
        try (var line = line(0)) {
            draw(line, 1000, 1_000_000_000L);
        }
        assertThat(told().lines().count()).isBetween(190L, 210L);
        assertThat(told()).contains("fox.mp4: draw ", "1.0 frames/s", "left");
    }

    @Test
    void steps_are_counted_as_steps_and_the_time_left_runs_down_within_one() {
        try (var line = line(0)) {
            line.advance("denoise", 0, 30);
            now += 20_000_000_000L;
            line.advance("denoise", 1, 30);
            now += 20_000_000_000L;
            line.advance("denoise", 2, 30);
            now += 10_000_000_000L;
            line.advance("denoise", 2, 30);
        }
        assertThat(told().lines())
                .containsExactly(
                        "fox.mp4: denoise step 1 of 30   0 %",
                        "fox.mp4: denoise step 2 of 30   3 %, 20.0 s a step, 9:40 left",
                        "fox.mp4: denoise step 3 of 30   6 %, 20.0 s a step, 9:20 left",
                        "fox.mp4: denoise step 3 of 30   6 %, 20.0 s a step, 9:10 left");
    }

    @Test
    void a_text_is_not_counted_in_frames() {
        try (var line = line(0)) {
            line.advance("text", 0, 1);
        }
        assertThat(told()).isEqualTo("fox.mp4: text   0 %\n");
    }

    @Test
    void a_request_to_stop_reaches_the_model_at_its_next_step() {
        var line = line(80);
        line.advance("draw", 0, 10);
        cancellation.request(Duration.ZERO);
        assertThatThrownBy(() -> line.advance("draw", 1, 10))
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
}
