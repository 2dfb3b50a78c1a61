package dev.shotwright.providers.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeMiniMax;
import dev.shotwright.fakes.FakeTask;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniMaxAccountTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 10, 8);

    private final MiniMaxVendor vendor = new MiniMaxVendor();
    private FakeVendor fake;
    private Account account;

    @SuppressWarnings("NullAway.Init")
    MiniMaxAccountTest() {}

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeMiniMax(FakeMiniMax.Generation.SECOND));
        account = vendor.open(
                vendor.keyForms().getFirst(), fake.keys(), fake.address(), Patience.usual(), new SkippedTime());
    }

    @AfterEach
    void close() {
        account.close();
        fake.close();
    }

    private HostedModel model(String name) {
        return account.model(vendor.cards().stream()
                .filter(card -> card.model().equals("hailuo/" + name))
                .findFirst()
                .orElseThrow());
    }

    private static VideoRequest negotiated(HostedModel model, String text) {
        var request = Documents.yaml().read(VideoRequest.class, text);
        return switch (new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, model.card())) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted -> adapted.request();
            case Verdict.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static String ticket(HostedModel model, String request) {
        return Objects.requireNonNull(model.submit(negotiated(model, request)).ticket());
    }

    private static Outcome begun(HostedModel model, String ticket) {
        var outcome = model.poll(ticket);
        while (outcome.state() == State.QUEUED) {
            outcome = model.poll(ticket);
        }
        return outcome;
    }

    private Hint heard(String text) {
        return account.hear(new Push("POST", "/hook", "", Map.of(), text));
    }

    @Test
    void a_challenge_is_echoed() {
        assertThat(heard("{\"challenge\":\"1a2b\"}")).isEqualTo(new Hint.Challenge("{\"challenge\":\"1a2b\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"task_id\":\"17\",\"status\":\"success\",\"base_resp\":{\"status_code\":0}}",
                "{\"task_id\":17}",
                "{\"task\":{\"id\":\"17\",\"status\":\"succeeded\"}}"
            })
    void a_callback_of_either_generation_names_its_task(String text) {
        assertThat(heard(text)).isEqualTo(new Hint.Changed("17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", ""})
    void a_callback_that_names_none_is_ignored(String text) {
        assertThat(heard(text)).isInstanceOf(Hint.Ignored.class);
    }

    @Test
    void the_newer_generation_remembers_its_draws() {
        ticket(model("2.3"), "{prompt: a}");
        var ticket = ticket(model("h3"), "{prompt: a}");
        assertThat(account.recent()).extracting(Outcome::ticket).containsExactly(ticket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h3", "2.3"})
    void a_draw_that_has_begun_is_not_cancelled_and_goes_on(String name) {
        var model = model(name);
        var ticket = ticket(model, "{prompt: a}");
        begun(model, ticket);
        assertThat(model.cancel(ticket).state()).isIn(State.RUNNING, State.SUCCEEDED);
        assertThat(fake.tasks().getLast().state()).isNotEqualTo(FakeTask.State.CANCELLED);
    }

    @Test
    void the_record_of_a_draw_that_has_ended_is_not_deleted() {
        var model = model("h3");
        var ticket = ticket(model, "{prompt: a}");
        while (begun(model, ticket).state() != State.SUCCEEDED) {
            begun(model, ticket);
        }
        assertThat(model.cancel(ticket).state()).isEqualTo(State.SUCCEEDED);
        assertThat(fake.questions()).noneMatch(question -> question.method().equals("DELETE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h3", "2.3"})
    void a_task_that_nobody_knows_any_more_has_expired(String name) {
        assertThat(model(name).poll("999").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void movements_in_brackets_go_into_the_prompt() {
        var model = model("2.3");
        ticket(model, "{prompt: A fox runs, camera: [dolly-in, pan-left]}");
        assertThat(fake.tasks().getLast().seen()).containsEntry("prompt", "A fox runs [Push in] [Pan left]");
    }

    @Test
    void pictures_beyond_five_and_seconds_that_are_read_cost_too() {
        var model = model("h3");
        var pictures = IntStream.range(0, 7)
                .mapToObj("{kind: image, role: subject-reference, source: \"https://example.org/%d.png\"}"::formatted)
                .collect(Collectors.joining(", "));
        var clip = """
            {kind: video, role: subject-reference, source: "https://example.org/a.mp4",
              facts: {format: mp4, bytes: 9, duration: 3}}\
            """;
        assertThat(quote(model, "{prompt: a, duration: 5, media: [%s]}".formatted(pictures)))
                .isEqualTo(new Quote.Priced(Money.of("0.48", "USD"), null, AS_OF));
        assertThat(quote(model, "{prompt: a, duration: 5, media: [%s]}".formatted(clip)))
                .isEqualTo(new Quote.Priced(Money.of("0.64", "USD"), null, AS_OF));
    }

    private static Quote quote(HostedModel model, String request) {
        return model.card().tariff().quote(negotiated(model, request));
    }
}
