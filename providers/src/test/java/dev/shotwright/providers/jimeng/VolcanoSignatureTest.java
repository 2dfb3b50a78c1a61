package dev.shotwright.providers.jimeng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.transport.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VolcanoSignatureTest {
    private static final String BODY =
            "{\"req_key\":\"jimeng_ti2v_v30_pro\",\"prompt\":\"cat\",\"seed\":-1,\"frames\":121,\"aspect_ratio\":\"16:9\"}";

    @Test
    void a_submission_is_signed() {
        var call = Call.post(
                URI.create("https://visual.volcengineapi.com/?Version=2022-08-31&Action=CVSync2AsyncSubmitTask"),
                "application/json",
                BODY.getBytes(StandardCharsets.UTF_8));
        var signed = new VolcanoSignature("AKTEST", "SKTEST").signed(call, Instant.parse("2025-01-02T03:04:05Z"));
        assertThat(signed.headers())
                .containsEntry("X-Date", "20250102T030405Z")
                .containsEntry("X-Content-Sha256", "2a1c4b15bf2ca4a663793a164de8f6181f55e2044454b26784f9790aa942e969")
                .containsEntry(
                        "Authorization",
                        "HMAC-SHA256 Credential=AKTEST/20250102/cn-north-1/cv/request, "
                                + "SignedHeaders=content-type;host;x-content-sha256;x-date, "
                                + "Signature=2f4d3f896a52b090c283b3a93b4266059c5f38bb335bd438b352d1dd3afd55e5");
    }
}
