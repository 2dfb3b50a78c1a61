package dev.shotwright.providers.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeDashScope;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Seen;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DashScopeBehaviourTest extends VendorBehaviour {

    DashScopeBehaviourTest() {
        super(new DashScopeVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeDashScope();
    }

    @Override
    protected Billing cancelled() {
        return Billing.NOT_BILLED;
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void a_draw_that_the_vendor_does_not_know_has_expired() {
        assertThat(model().poll("none").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_running_draw_goes_on_when_it_is_cancelled() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        model().poll(ticket);
        model().poll(ticket);
        assertThat(model().cancel(ticket).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void recent_draws_are_listed_with_their_clips() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        for (var i = 0; i < 3; i++) {
            model().poll(ticket);
        }
        var recent = account.recent();
        assertThat(recent).hasSize(1);
        assertThat(recent.getFirst().ticket()).isEqualTo(ticket);
        assertThat(recent.getFirst().clips()).hasSize(1);
    }

    @Test
    void an_event_of_a_task_is_a_hint() {
        assertThat(account.hear(event("{\"data\": {\"task_id\": \"0385\", \"task_status\": \"SUCCEEDED\"}}")))
                .isEqualTo(new Hint.Changed("0385"));
        assertThat(account.hear(event("{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(event("{"))).isInstanceOf(Hint.Ignored.class);
    }

    private String file(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[] {1, 2, 3}).toString();
    }

    private VideoRequest spoken() throws IOException {
        return VideoRequest.builder()
                .media(List.of(
                        MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, file("a fox.png")),
                        MediaItem.of(MediaKind.AUDIO, MediaRole.DRIVING_AUDIO, file("狐.mp3"))))
                .build();
    }

    private HostedModel named(String name) {
        return models().stream()
                .filter(each -> each.card().model().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void files_are_brought_to_the_store_for_their_model_and_the_key_is_not_shown_there() throws IOException {
        assertThat(named("dashscope/wan-2.2-s2v").submit(spoken()).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("firstFrame", Seen.fingerprint(new byte[] {1, 2, 3}))
                .containsEntry("reference1", Seen.fingerprint(new byte[] {1, 2, 3}));
        assertThat(fake.questions())
                .filteredOn(question -> question.path().equals("/store"))
                .hasSize(2)
                .allSatisfy(
                        question -> assertThat(question.header("Authorization")).isEmpty());
    }

    @Test
    void a_file_that_cannot_be_brought_submits_nothing() throws IOException {
        fake.troubleInquiry(Trouble.HTML, Trouble.HTML, Trouble.HTML, Trouble.HTML);
        assertThat(named("dashscope/wan-2.2-s2v").submit(spoken()).state()).isEqualTo(State.FAILED);
        assertThat(fake.submissions()).isZero();
    }

    private static Push event(String text) {
        return new Push("POST", "/", "", Map.of(), text);
    }
}
