package dev.shotwright.clients;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.models.videos.Video;
import com.openai.models.videos.VideoCreateParams;
import com.openai.models.videos.VideoRemixParams;
import com.openai.models.videos.VideoSeconds;
import com.openai.models.videos.VideoSize;

/** The official Java client of OpenAI's videos against a running service. */
public final class OpenAiFlow {
    private OpenAiFlow() {}

    public static void main(String[] arguments) throws Exception {
        var model = System.getenv().getOrDefault("SHOTWRIGHT_MODEL", "previz");
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(System.getenv("SHOTWRIGHT_SERVER") + "/v1")
                .apiKey(System.getenv("SHOTWRIGHT_KEY"))
                .build();
        var created = client.videos()
                .create(VideoCreateParams.builder()
                        .model(model)
                        .prompt("a fox runs through the snow")
                        .seconds(VideoSeconds._4)
                        .size(VideoSize._1280X720)
                        .build());
        var video = ended(client, created.id());
        check(video.status().equals(Video.Status.COMPLETED), "created " + video.id());
        try (var content = client.videos().downloadContent(video.id())) {
            check(content.body().readAllBytes().length > 0, "downloaded");
        }
        var remix = client.videos()
                .remix(VideoRemixParams.builder()
                        .videoId(video.id())
                        .prompt("the same fox at night")
                        .build());
        check(remix.remixedFromVideoId().orElse("").equals(video.id()), "remixed " + remix.id());
        ended(client, remix.id());
        var count = client.videos().list().autoPager().stream().count();
        check(count >= 2, "listed " + count);
        check(client.videos().delete(video.id()).deleted(), "deleted");
        try {
            client.videos().retrieve(video.id());
            check(false, "a deleted video is still there");
        } catch (NotFoundException expected) {
            check(expected.statusCode() == 404, "refused with typed errors");
        }
    }

    private static Video ended(OpenAIClient client, String id) throws InterruptedException {
        while (true) {
            var video = client.videos().retrieve(id);
            if (!video.status().equals(Video.Status.QUEUED) && !video.status().equals(Video.Status.IN_PROGRESS)) {
                return video;
            }
            Thread.sleep(500);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("not " + what);
        }
        System.out.println(what);
    }
}
