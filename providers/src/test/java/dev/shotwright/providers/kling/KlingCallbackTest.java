package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KlingCallbackTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_781_080_800);
    private static final String BODY =
            "{\"id\":\"1234567890\",\"status\":\"succeeded\",\"message\":\"\",\"create_time\":1781080778802,\"update_time\":1781080794151}";
    private static final String SIGNATURE = "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=";
    private final KlingCallback signed = new KlingCallback("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=");

    private static Push push(String body, String signature) {
        return new Push(
                "POST",
                "/callback",
                "",
                Map.of(
                        "Webhook-Id", List.of("9876543210"),
                        "Webhook-Timestamp", List.of("1781080794"),
                        "Webhook-Signature", List.of(signature)),
                body);
    }

    @Test
    void the_vendors_own_example_is_genuine() {
        assertThat(signed.hear(push(BODY, SIGNATURE), NOW)).isEqualTo(new Hint.Changed("1234567890"));
    }

    @Test
    void one_of_several_signatures_is_enough_while_secrets_rotate() {
        assertThat(signed.hear(push(BODY, "v1,AAAA " + SIGNATURE), NOW)).isEqualTo(new Hint.Changed("1234567890"));
    }

    @Test
    void another_body_is_ignored() {
        assertThat(signed.hear(push(BODY.replace("succeeded", "failed"), SIGNATURE), NOW))
                .isInstanceOf(Hint.Ignored.class);
    }

    @Test
    void an_old_callback_is_ignored() {
        assertThat(signed.hear(push(BODY, SIGNATURE), NOW.plusSeconds(301))).isInstanceOf(Hint.Ignored.class);
    }

    @Test
    void a_callback_without_signature_is_ignored_where_there_is_a_secret() {
        assertThat(signed.hear(new Push("POST", "/", "", Map.of(), BODY), NOW)).isInstanceOf(Hint.Ignored.class);
    }

    @Test
    void without_a_secret_a_callback_of_either_interface_is_a_hint() {
        var open = new KlingCallback(null);
        assertThat(open.hear(push(BODY, ""), NOW)).isEqualTo(new Hint.Changed("1234567890"));
        assertThat(open.hear(push("{\"task_id\":87,\"task_status\":\"succeed\"}", ""), NOW))
                .isEqualTo(new Hint.Changed("87"));
        assertThat(open.hear(push("hello", ""), NOW)).isInstanceOf(Hint.Ignored.class);
        assertThat(open.hear(push("{}", ""), NOW)).isInstanceOf(Hint.Ignored.class);
    }
}
