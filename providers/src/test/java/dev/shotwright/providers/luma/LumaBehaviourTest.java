package dev.shotwright.providers.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeLuma;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LumaBehaviourTest extends VendorBehaviour {

    LumaBehaviourTest() {
        super(new LumaVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeLuma();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void the_balance_is_told_in_dollars() {
        assertThat(account.standing().balance()).isEqualByComparingTo("123.45");
        assertThat(account.standing().unit()).isEqualTo("USD");
    }

    @Test
    void recent_draws_are_listed() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        assertThat(account.recent())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.ticket()).isEqualTo(ticket));
    }

    @Test
    void a_callback_is_a_hint() {
        assertThat(account.hear(push("{\"id\":\"a-1\",\"state\":\"completed\"}")))
                .isEqualTo(new Hint.Changed("a-1"));
        assertThat(account.hear(push("{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(push("<html>"))).isInstanceOf(Hint.Ignored.class);
    }

    private static Push push(String text) {
        return new Push("POST", "/hook", "", Map.of(), text);
    }

    @Test
    void options_go_along() {
        var request = request().toBuilder().options(Map.of("loop", true)).build();
        model().submit(request);
        assertThat(fake.tasks().getLast().seen()).containsEntry("loop", "on");
    }

    @ParameterizedTest
    @CsvSource({"FIXED, static", "DOLLY_IN, push_in", "DOLLY_OUT, pull_out", "ORBIT_COUNTERCLOCKWISE, orbit_right"})
    void a_movement_is_a_concept(CameraWord word, String concept) {
        model().submit(request().toBuilder()
                .camera(List.of(CameraMove.of(word)))
                .build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("camera", concept);
    }
}
