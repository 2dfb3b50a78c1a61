package dev.shotwright.providers.vidu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.transport.Patience;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViduCallbackTest {
    private static final String QUERY = "name=james&age=36";
    private static final String AS_SENT = "L99algINOfjgx5vOWvPCuEctxyIgCCEnEwAO6Ys/2NU=";
    private static final String SORTED = "QAvIMChAT6KWct2Hkui4AFoZzW4KseOtd+brT2x7l5Y=";

    private static Push push(String query, String signature, String text) {
        return new Push(
                "POST",
                "/vidu/callback",
                query,
                Map.of(
                        "Date", List.of("Tue, 06 May 2025 12:09:42 GMT"),
                        "x-request-nonce", List.of("123e4567-e89b-12d3-a456-426614174000"),
                        "X-HMAC-SIGNED-HEADERS", List.of("Date;x-request-nonce"),
                        "X-HMAC-ALGORITHM", List.of("hmac-sha256"),
                        "X-HMAC-ACCESS-KEY", List.of("vidu"),
                        "X-HMAC-SIGNATURE", List.of(signature)),
                text);
    }

    private static Hint heard(Push push) {
        var vendor = new ViduVendor();
        var form = vendor.keyForms().getFirst();
        try (var account =
                vendor.open(form, List.of("test-api-key"), vendor.address(), Patience.usual(), new SkippedTime())) {
            return account.hear(push);
        }
    }

    @ParameterizedTest
    @CsvSource({AS_SENT, SORTED})
    void a_signed_callback_tells_that_a_draw_may_have_changed(String signature) {
        assertThat(heard(push(QUERY, signature, "{\"id\":\"8645\",\"state\":\"success\"}")))
                .isEqualTo(new Hint.Changed("8645"));
        assertThat(heard(push(QUERY, signature, "{\"id\":8645}"))).isEqualTo(new Hint.Changed("8645"));
    }

    @Test
    void a_callback_that_was_signed_for_something_else_is_ignored() {
        assertThat(heard(push("name=james&age=37", AS_SENT, "{\"id\":\"8645\"}")))
                .isInstanceOf(Hint.Ignored.class);
        assertThat(heard(push(QUERY, "AAAA", "{\"id\":\"8645\"}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(heard(push(QUERY, "not Base64!", "{\"id\":\"8645\"}"))).isInstanceOf(Hint.Ignored.class);
    }

    @Test
    void a_callback_without_a_task_is_ignored() {
        assertThat(heard(push(QUERY, AS_SENT, "{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(heard(push(QUERY, AS_SENT, "<html>"))).isInstanceOf(Hint.Ignored.class);
    }
}
