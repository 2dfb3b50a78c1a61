package dev.shotwright.server.openai;

import dev.shotwright.server.web.Fields;
import dev.shotwright.vocabulary.request.VideoRequest;
import tools.jackson.databind.JsonNode;

/** A video that is to be drawn again by another prompt, with everything else as it was. */
record RemixVideo(String prompt) {

    static RemixVideo read(JsonNode body) {
        var fields = Fields.of(body);
        var remix = new RemixVideo(fields.required("prompt"));
        fields.finish();
        return remix;
    }

    /** @param id of the video that was drawn by the request, as the client calls it */
    VideoRequest request(VideoRequest drawn, String id) {
        return drawn.toBuilder()
                .prompt(prompt)
                .clientReference(OpenAiVideo.remixOf(id))
                .build();
    }
}
