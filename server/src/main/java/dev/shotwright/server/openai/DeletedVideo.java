package dev.shotwright.server.openai;

import dev.shotwright.server.web.Wire;

/** Word that a video is gone. */
@Wire(nulls = true)
record DeletedVideo(String id, String object, boolean deleted) {

    static DeletedVideo of(String id) {
        return new DeletedVideo(id, "video.deleted", true);
    }
}
