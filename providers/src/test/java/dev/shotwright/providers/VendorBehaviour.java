package dev.shotwright.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeClips.ClipTrouble;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Fault;
import dev.shotwright.fakes.Seen;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.card.CancelKind;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every vendor's adapter must do, asked of a strict fake over HTTP. */
public abstract class VendorBehaviour {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), 4);

    private final Vendor vendor;
    protected FakeVendor fake;
    protected Account account;
    protected SkippedTime time = new SkippedTime();

    @TempDir
    protected Path folder;

    private Path picture;

    @SuppressWarnings("NullAway.Init")
    protected VendorBehaviour(Vendor vendor) {
        this.vendor = vendor;
    }

    /** The vendor's fake, not started yet. */
    protected abstract FakeVendor newFake();

    /** Which of the vendor's cards are asked here; all of them. */
    protected boolean isAsked(String model) {
        return true;
    }

    @BeforeEach
    void open() throws IOException {
        fake = FakeVendor.started(newFake());
        picture = folder.resolve("a.png");
        try (var stream = Objects.requireNonNull(VendorBehaviour.class.getResourceAsStream("a.png"))) {
            Files.write(picture, stream.readAllBytes());
        }
        account = opened(fake.keys());
    }

    private Account opened(List<String> keys) {
        var form = vendor.keyForms().stream()
                .filter(each -> each.names().size() == keys.size())
                .findFirst()
                .orElseThrow();
        return vendor.open(form, keys, fake.address(), SHORT, time);
    }

    @AfterEach
    void close() {
        account.close();
        fake.close();
    }

    /** The models of the vendor, by the fake's account. */
    protected List<HostedModel> models() {
        return vendor.cards().stream()
                .filter(card -> isAsked(card.model()))
                .map(account::model)
                .toList();
    }

    protected HostedModel model() {
        return models().getFirst();
    }

    protected SampleRequests samples(HostedModel model) {
        return samples(model.card(), picture);
    }

    private SampleRequests samples(ModelCard card, Path image) {
        return new SampleRequests(card, image, clipFor(card), mode -> optionsFor(card, mode));
    }

    /** The address of a clip as a model reads it. */
    protected String clipFor(ModelCard card) {
        return "https://example.org/a.mp4";
    }

    /** The options that no request to a mode of a model can be without. */
    protected Map<String, Object> optionsFor(ModelCard card, Mode mode) {
        return Map.of();
    }

    protected VideoRequest request() {
        return samples(model()).plain();
    }

    private static Outcome ended(HostedModel model, String ticket) {
        var outcome = model.poll(ticket);
        for (var i = 0; i < 10 && (outcome.state() == State.QUEUED || outcome.state() == State.RUNNING); i++) {
            outcome = model.poll(ticket);
        }
        return outcome;
    }

    private static String ticket(Outcome outcome) {
        assertThat(outcome.failure()).as("%s", outcome).isNull();
        assertThat(outcome.state()).isEqualTo(State.QUEUED);
        return Objects.requireNonNull(outcome.ticket());
    }

    @TestFactory
    Stream<DynamicTest> each_capability_of_each_card_arrives_as_it_was_asked() {
        return vendor.cards().stream()
                .filter(card -> isAsked(card.model()))
                .flatMap(card -> samples(card, Path.of("a.png")).all().stream()
                        .map(request -> DynamicTest.dynamicTest(card.model(), () -> {
                            var model = account.model(card);
                            var sent = withPicture(request);
                            var before = fake.tasks().size();
                            ticket(model.submit(sent));
                            assertThat(fake.tasks()).hasSize(before + 1);
                            arrived(sent, model, fake.tasks().getLast().seen());
                        })));
    }

    private VideoRequest withPicture(VideoRequest request) {
        return request.toBuilder()
                .media(request.media().stream()
                        .map(item -> item.fromAddress()
                                ? item
                                : new MediaItem(item.kind(), item.role(), picture.toString(), item.at(), item.facts()))
                        .toList())
                .build();
    }

    private void arrived(VideoRequest sent, HostedModel model, Map<String, String> seen) throws IOException {
        var limits = model.card().modes().stream()
                .filter(mode -> mode.operation() == sent.operation())
                .map(model.card()::limits)
                .findFirst()
                .orElseThrow();
        if (sent.prompt() != null) {
            assertThat(seen).containsEntry("prompt", sent.prompt());
        }
        if (sent.negativePrompt() != null) {
            assertThat(seen).containsEntry("negativePrompt", sent.negativePrompt());
        }
        if (seen.containsKey("seconds")) {
            assertThat(Double.parseDouble(seen.get("seconds")))
                    .isEqualTo(Objects.requireNonNull(sent.duration()).toMillis() / 1000.0);
        } else {
            assertThat(Objects.requireNonNull(limits.lengths()).words())
                    .as("a length that is not told")
                    .doesNotContain(",", "to");
        }
        if (seen.containsKey("size")) {
            assertThat(seen).containsEntry("size", String.valueOf(sent.size()));
        }
        if (seen.containsKey("resolution")) {
            assertThat(seen).containsEntry("resolution", String.valueOf(sent.resolution()));
        }
        if (seen.containsKey("ratio") && !seen.get("ratio").equals("adaptive")) {
            assertThat(seen).containsEntry("ratio", String.valueOf(sent.ratio()));
        }
        if (sent.seed() != null) {
            assertThat(seen).containsEntry("seed", String.valueOf(sent.seed()));
        }
        if (limits.audio() == Offer.ON_BY_DEFAULT || limits.audio() == Offer.OFF_BY_DEFAULT) {
            assertThat(seen)
                    .containsEntry("audio", Objects.requireNonNull(sent.audio()).word());
        }
        if (sent.watermark() != null && limits.watermark() != null && limits.watermark() != Offer.ALWAYS) {
            assertThat(seen).containsEntry("watermark", sent.watermark().word());
        }
        if (sent.draft() == Switch.ON) {
            assertThat(seen).containsEntry("draft", "on");
        }
        if (sent.tier() == Tier.FLEX) {
            assertThat(seen).containsEntry("tier", "flex");
        }
        if (sent.callback() != null) {
            assertThat(seen).containsEntry("callback", sent.callback().toString());
        }
        if (!sent.camera().isEmpty()) {
            assertThat(seen).containsKey("camera");
        }
        if (sent.style() != null) {
            assertThat(seen).containsKey("style");
        }
        if (sent.motion() != null) {
            assertThat(seen).containsKey("motion");
        }
        media(sent, seen);
    }

    private void media(VideoRequest sent, Map<String, String> seen) throws IOException {
        var references = new ArrayList<String>();
        for (var item : sent.media()) {
            var medium = item.fromAddress()
                    ? item.source().replaceFirst("^" + vendor.name() + "://", "")
                    : Seen.fingerprint(Files.readAllBytes(Path.of(item.source())));
            if (item.role() == MediaRole.FIRST_FRAME) {
                assertThat(seen).containsEntry("firstFrame", medium);
            } else if (item.role() == MediaRole.LAST_FRAME) {
                assertThat(seen).containsEntry("lastFrame", medium);
            } else {
                references.add(medium);
            }
        }
        assertThat(seen.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("reference\\d+|source"))
                        .map(Map.Entry::getValue))
                .containsExactlyInAnyOrderElementsOf(references);
    }

    @Test
    void a_draw_goes_from_the_queue_to_a_clip_that_can_be_read() throws IOException {
        for (var model : models()) {
            var ticket = ticket(model.submit(samples(model).plain()));
            assertThat(model.poll(ticket).state()).isIn(State.QUEUED, State.RUNNING);
            var outcome = ended(model, ticket);
            assertThat(outcome.state()).as(model.card().model()).isEqualTo(State.SUCCEEDED);
            assertThat(outcome.ticket()).isEqualTo(ticket);
            var clip = outcome.clips().getFirst();
            try (var stream = model.fetch(clip, 0)) {
                assertThat(stream.body().readAllBytes()).isEqualTo(fake.clips().bytes());
            }
            try (var stream = model.fetch(clip, 100)) {
                assertThat(stream.from()).isIn(0L, 100L);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> each_documented_error_has_its_meaning() {
        return newFakeFaults()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    var outcome = switch (fault.where()) {
                        case AT_SUBMISSION -> {
                            fake.refuseNext(fault.name());
                            yield model().submit(request());
                        }
                        case IN_TASK -> {
                            fake.failNext(fault.name());
                            yield ended(model(), ticket(model().submit(request())));
                        }
                    };
                    assertThat(outcome.state()).isEqualTo(State.FAILED);
                    var failure = Objects.requireNonNull(outcome.failure());
                    assertThat(failure.code().word()).as(failure.message()).isEqualTo(fault.meaning());
                    assertThat(failure.raw()).isNotBlank();
                    if (fault.where() == Fault.Where.AT_SUBMISSION && failure.retry() != Retry.LOOK_UP_FIRST) {
                        assertThat(failure.billing()).isEqualTo(Billing.NOT_BILLED);
                    }
                    if (List.of(
                                    FailureCode.POLICY_INPUT,
                                    FailureCode.INVALID_REQUEST,
                                    FailureCode.AUTHENTICATION,
                                    FailureCode.INSUFFICIENT_BALANCE,
                                    FailureCode.QUOTA_EXHAUSTED)
                            .contains(failure.code())) {
                        assertThat(failure.retry()).isEqualTo(Retry.NEVER);
                    }
                }));
    }

    private Stream<Fault> newFakeFaults() {
        try (var other = newFake()) {
            return other.faults().stream();
        }
    }

    @TestFactory
    Stream<DynamicTest> an_answer_to_a_submission_that_is_lost_is_in_doubt_and_nothing_is_sent_twice() {
        return Stream.of(Trouble.LOST_ANSWER, Trouble.CUT_ANSWER, Trouble.WRONG_JSON, Trouble.HTML, Trouble.ENDLESS)
                .map(trouble -> DynamicTest.dynamicTest(trouble.name(), () -> {
                    var before = fake.submissions();
                    fake.troubleSubmission(trouble);
                    assertThat(model().submit(request()).state()).isEqualTo(State.IN_DOUBT);
                    assertThat(fake.submissions()).isEqualTo(before + 1);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_question_about_a_draw_outlives_trouble() {
        return Stream.of(
                        Trouble.LOST_QUESTION,
                        Trouble.LOST_ANSWER,
                        Trouble.CUT_ANSWER,
                        Trouble.HTML,
                        Trouble.TOO_MANY,
                        Trouble.OVERLOADED)
                .map(trouble -> DynamicTest.dynamicTest(trouble.name(), () -> {
                    var ticket = ticket(model().submit(request()));
                    fake.troubleInquiry(trouble);
                    assertThat(ended(model(), ticket).state()).isEqualTo(State.SUCCEEDED);
                }));
    }

    @Test
    void an_unknown_state_is_no_end() {
        var ticket = ticket(model().submit(request()));
        fake.troubleInquiry(Trouble.UNKNOWN_STATE);
        assertThat(model().poll(ticket).state()).isIn(State.QUEUED, State.RUNNING);
        assertThat(ended(model(), ticket).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void an_answer_that_is_no_json_is_no_verdict() {
        var ticket = ticket(model().submit(request()));
        fake.troubleInquiry(Trouble.WRONG_JSON);
        assertThatThrownBy(() -> model().poll(ticket)).isInstanceOf(VendorException.class);
        assertThat(ended(model(), ticket).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void a_wrong_key_is_told_and_shown_nowhere() {
        var wrong = fake.keys().stream().map(_ -> "wrong-key-0123456789").toList();
        try (var other = opened(wrong)) {
            var outcome = other.model(model().card()).submit(request());
            assertThat(Objects.requireNonNull(outcome.failure()).code()).isEqualTo(FailureCode.AUTHENTICATION);
            assertThat(outcome.toString()).doesNotContain("wrong-key");
            assertThatThrownBy(other::standing)
                    .isInstanceOf(VendorException.class)
                    .message()
                    .doesNotContain("wrong-key");
        }
        assertThat(account.standing()).isNotNull();
    }

    @Test
    void an_address_that_has_expired_is_told_and_the_next_question_gives_another() throws IOException {
        var ticket = ticket(model().submit(request()));
        var clip = ended(model(), ticket).clips().getFirst();
        fake.clips().expire();
        assertThatThrownBy(() -> model().fetch(clip, 0))
                .isInstanceOfSatisfying(
                        VendorException.class,
                        e -> assertThat(e.failure().retry()).isEqualTo(Retry.LOOK_UP_FIRST));
        try (var stream = model().fetch(model().poll(ticket).clips().getFirst(), 0)) {
            assertThat(stream.body().readAllBytes()).isEqualTo(fake.clips().bytes());
        }
    }

    @Test
    void credentials_do_not_follow_a_redirect_to_another_host() throws IOException {
        var ticket = ticket(model().submit(request()));
        var clip = ended(model(), ticket).clips().getFirst();
        fake.clips().trouble(ClipTrouble.ELSEWHERE, ClipTrouble.OTHER_HOST);
        try (var stream = model().fetch(clip, 0)) {
            assertThat(stream.body().readAllBytes()).isEqualTo(fake.clips().bytes());
        }
        assertThat(fake.clips().leaked()).isFalse();
    }

    @Test
    void a_cancelled_draw_ends_or_goes_on_but_is_never_lost() {
        var model = model();
        var ticket = ticket(model.submit(request()));
        var outcome = model.cancel(ticket);
        var cancel = Objects.requireNonNull(model.card().service()).cancel();
        if (cancel == null || cancel == CancelKind.NONE) {
            assertThat(ended(model, ticket).state()).isEqualTo(State.SUCCEEDED);
        } else {
            assertThat(outcome.state()).isEqualTo(State.CANCELLED);
            assertThat(outcome.billing()).isEqualTo(cancelled());
        }
    }

    /** What the vendor proves about the cost of a draw that was cancelled in its queue; null where it proves nothing. */
    protected @Nullable Billing cancelled() {
        return null;
    }

    @Test
    void a_lost_draw_is_found_by_its_reference_where_the_vendor_offers_it() {
        fake.troubleSubmission(Trouble.LOST_ANSWER);
        var since = time.now();
        assertThat(model().submit(request()).state()).isEqualTo(State.IN_DOUBT);
        var found = model().find(request(), since);
        if (found != null) {
            assertThat(ended(model(), Objects.requireNonNull(found.ticket())).state())
                    .isEqualTo(State.SUCCEEDED);
            var other = request().toBuilder().clientReference("another").build();
            assertThat(model().find(other, since)).isNull();
        }
        assertThat(found != null).as("found by its reference").isEqualTo(findsByReference());
    }

    /** Whether the vendor can be asked for a draw by the reference of its request. */
    protected abstract boolean findsByReference();
}
