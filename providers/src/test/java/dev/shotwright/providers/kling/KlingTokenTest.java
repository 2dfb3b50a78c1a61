package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class KlingTokenTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void a_pair_of_keys_makes_a_token() {
        assertThat(new KlingToken("test-ak", "test-sk").token(NOW))
                .isEqualTo("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
                        + ".eyJpc3MiOiJ0ZXN0LWFrIiwiZXhwIjoxNzAwMDAxODAwLCJuYmYiOjE2OTk5OTk5OTV9"
                        + ".WVi2E6Zh6XjoahLqvgwjrspinAR_wIVTs0y9SGAH0Gs");
    }

    @Test
    void a_token_is_used_until_it_is_nearly_over() {
        var signature = new KlingToken("test-ak", "test-sk");
        var first = signature.token(NOW);
        assertThat(signature.token(NOW.plusSeconds(1_499))).isEqualTo(first);
        assertThat(signature.token(NOW.plusSeconds(1_500))).isNotEqualTo(first);
        assertThat(signature.secrets()).contains("test-sk", signature.token(NOW.plusSeconds(1_500)));
    }
}
