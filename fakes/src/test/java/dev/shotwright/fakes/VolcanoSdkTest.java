package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.volcengine.service.visual.impl.VisualServiceImpl;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Volcano Engine's own Java SDK, unmodified, draws with our stand-in for Jimeng. */
class VolcanoSdkTest {
    private final FakeJimeng fake = FakeVendor.started(new FakeJimeng());

    @AfterEach
    void close() {
        fake.close();
    }

    private VisualServiceImpl service(String secret) {
        var service = (VisualServiceImpl) VisualServiceImpl.getInstance();
        service.setScheme("http");
        service.setHost(fake.address().getAuthority());
        service.setAccessKey(fake.keys().getFirst());
        service.setSecretKey(secret);
        return service;
    }

    private static JSONObject answered(Object answer) {
        return JSON.parseObject(JSON.toJSONString(answer));
    }

    private static JSONObject wish() {
        return new JSONObject(Map.of(
                "req_key", "jimeng_ti2v_v30_pro",
                "prompt", "一只狐狸 runs & \"jumps\"",
                "seed", 7,
                "frames", 241,
                "aspect_ratio", "21:9"));
    }

    @Test
    void the_sdk_submits_and_asks_until_the_clip_is_there() throws Exception {
        var service = service(fake.keys().getLast());
        var task = answered(service.cvSync2AsyncSubmitTask(wish()));
        assertThat(task.getIntValue("code")).isEqualTo(10_000);
        var id = task.getJSONObject("data").getString("task_id");
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("prompt", "一只狐狸 runs & \"jumps\"")
                .containsEntry("seconds", "10")
                .containsEntry("ratio", "21:9")
                .containsEntry("seed", "7");
        var question = new JSONObject(Map.of(
                "req_key",
                "jimeng_ti2v_v30_pro",
                "task_id",
                id,
                "req_json",
                "{\"aigc_meta\":{\"producer_id\":\"7\"}}"));
        var states =
                IntStream.range(0, 4).mapToObj(_ -> state(service, question)).toList();
        assertThat(states).isEqualTo(List.of("in_queue", "in_queue", "generating", "done"));
        var done = answered(service.cvSync2AsyncGetResult(question)).getJSONObject("data");
        assertThat(done.getString("video_url")).isEqualTo(fake.clips().address(id));
        assertThat(done.getBooleanValue("aigc_meta_tagged")).isTrue();
    }

    private static String state(VisualServiceImpl service, JSONObject question) {
        try {
            return answered(service.cvSync2AsyncGetResult(question))
                    .getJSONObject("data")
                    .getString("status");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_signature_by_another_secret_is_refused() {
        var service = service("another-secret");
        assertThatThrownBy(() -> service.cvSync2AsyncSubmitTask(wish())).hasMessageContaining("SignatureDoesNotMatch");
        assertThat(fake.tasks()).isEmpty();
    }
}
