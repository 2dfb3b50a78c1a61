package dev.shotwright.vocabulary.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NegotiationTest {

    record Case(String card, String request, List<String> ends) {}

    static Stream<Case> cases() throws IOException {
        try (var file = Objects.requireNonNull(NegotiationTest.class.getResourceAsStream("/negotiation/cases.txt"))) {
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n+"))
                    .filter(block -> !block.startsWith("#"))
                    .map(block -> block.lines().toList())
                    .map(lines -> new Case(
                            cell(lines.getFirst(), 0), cell(lines.getFirst(), 1), lines.subList(1, lines.size())));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_request_ends_as_the_table_says(Case each) {
        var request = Documents.yaml().read(VideoRequest.class, each.request);
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, CardFiles.read(each.card));
        assertThat(ends(verdict, each.ends)).isEqualTo(each.ends);
    }

    @Test
    void a_prompt_that_is_too_long_is_refused_and_never_cut() {
        var request = VideoRequest.builder().prompt("狐".repeat(801)).build();
        assertThat(new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST)
                        .of(request, CardFiles.read("jimeng-3.0-pro")))
                .isEqualTo(new Verdict.Refused(
                        List.of(new Reason("prompt", "801 characters", "at most 800 characters", null))));
    }

    @Test
    void tokens_are_counted_by_the_counter_that_is_passed_in() {
        var request = VideoRequest.builder().prompt("x".repeat(600)).build();
        var card = CardFiles.read("wan-2.1-t2v-14b");
        TokenCounter words = (tokenizer, text) -> {
            assertThat(tokenizer).isEqualTo("google/umt5-xxl");
            return text.length() / 2;
        };
        assertThat(new Negotiation(words, Leeway.NEAREST).of(request, card)).isInstanceOf(Verdict.Accepted.class);
        assertThat(new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, card))
                .isEqualTo(new Verdict.Refused(
                        List.of(new Reason("prompt", "600 tokens", "at most 512 tokens of google/umt5-xxl", null))));
    }

    @Test
    void without_leeway_each_change_is_a_reason_with_what_comes_nearest() {
        var request = Documents.yaml().read(VideoRequest.class, "{prompt: a fox, duration: 7, fps: 30, ratio: 4:3}");
        assertThat(new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NONE).of(request, CardFiles.read("kling-2.6")))
                .isEqualTo(new Verdict.Refused(List.of(
                        new Reason("ratio", "4:3", "16:9, 1:1, 9:16", "16:9"),
                        new Reason("fps", "30", "24", "24"),
                        new Reason("duration", "7 s", "5 s, 10 s", "5 s"))));
    }

    private static String cell(String line, int column) {
        return line.split("\\|", 2)[column].strip();
    }

    private static List<String> ends(Verdict verdict, List<String> expected) {
        var ends = new ArrayList<String>();
        switch (verdict) {
            case Verdict.Accepted(var request) -> settled(request, expected, ends);
            case Verdict.Adapted(var request, var notices) -> {
                settled(request, expected, ends);
                notices.forEach(notice -> ends.add("~ " + notice));
            }
            case Verdict.Refused(var reasons) -> reasons.forEach(reason -> ends.add("- " + reason));
        }
        return ends;
    }

    private static void settled(VideoRequest request, List<String> expected, List<String> ends) {
        ends.add("+ %s %s %s %s fps %d frames %s audio %s count %d %s"
                .formatted(
                        request.size(),
                        request.ratio(),
                        request.resolution(),
                        request.fps(),
                        request.frames(),
                        Seconds.words(Objects.requireNonNull(request.duration())),
                        Objects.requireNonNull(request.audio()).word(),
                        request.count(),
                        Objects.requireNonNull(request.tier()).word()));
        if (expected.stream().anyMatch(line -> line.startsWith("+ prompt"))) {
            ends.add("+ prompt: " + String.valueOf(request.prompt()).replace("\n", " / "));
        }
        if (expected.stream().anyMatch(line -> line.startsWith("+ shots"))) {
            ends.add("+ shots: "
                    + request.shots().stream()
                            .map(shot -> "%s (%s)"
                                    .formatted(shot.prompt(), Seconds.words(Objects.requireNonNull(shot.duration()))))
                            .collect(Collectors.joining(" / ")));
        }
    }
}
