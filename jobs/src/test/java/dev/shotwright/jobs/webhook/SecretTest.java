package dev.shotwright.jobs.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.storage.KeyFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SecretTest {
    private final KeyFile key = KeyFile.of(new byte[32]);

    @Test
    void a_message_is_signed_as_the_specification_says() throws Exception {
        var secret = Secret.of(key, "webhook");
        var bytes = Base64.getDecoder().decode(secret.text().substring("whsec_".length()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        var right = mac.doFinal(
                "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(bytes).hasSize(32);
        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(right));
    }

    @Test
    void each_purpose_has_a_secret_of_its_own_that_is_the_same_each_time() {
        assertThat(Secret.of(key, "a").text()).isEqualTo(Secret.of(key, "a").text());
        assertThat(Secret.of(key, "a").text()).isNotEqualTo(Secret.of(key, "b").text());
        assertThat(Secret.of(key, "a")).hasToString("whsec_…");
    }
}
