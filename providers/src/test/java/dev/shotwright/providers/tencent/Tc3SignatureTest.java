package dev.shotwright.providers.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.transport.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class Tc3SignatureTest {

    @Test
    void a_call_is_signed_as_the_vendor_documents() {
        var body = "{\"Prompt\":\"cat\",\"Resolution\":\"720p\"}".getBytes(StandardCharsets.UTF_8);
        var call = Call.post(URI.create("https://vclm.tencentcloudapi.com/"), Tc3Signature.TYPE, body)
                .with("X-TC-Action", "SubmitHunyuanToVideoJob");
        var headers = new Tc3Signature("AKTEST", "SKTEST")
                .signed(call, Instant.ofEpochSecond(1_700_000_000))
                .headers();
        assertThat(headers)
                .containsEntry("X-TC-Timestamp", "1700000000")
                .containsEntry(
                        "Authorization",
                        "TC3-HMAC-SHA256 Credential=AKTEST/2023-11-14/vclm/tc3_request,"
                                + " SignedHeaders=content-type;host;x-tc-action,"
                                + " Signature=b43fbc4b0a5038479deb02cf374f6aead385344ca032e77fde46299879095a4a");
    }
}
