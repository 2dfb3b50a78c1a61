package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;
import java.util.List;

/** What a request asks a model to do, told by the roles of its media. */
public enum Operation implements Spelled {
    TEXT_TO_VIDEO("text-to-video"),
    IMAGE_TO_VIDEO("image-to-video"),
    FRAMES_TO_VIDEO("frames-to-video"),
    REFERENCE_TO_VIDEO("reference-to-video"),
    VIDEO_TO_VIDEO("video-to-video"),
    INPAINTING("inpainting"),
    AUDIO_TO_VIDEO("audio-to-video"),
    MOTION_TO_VIDEO("motion-to-video");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    static Operation of(List<MediaRole> roles) {
        if (roles.contains(MediaRole.MASK)) {
            return INPAINTING;
        }
        if (roles.contains(MediaRole.DRIVING_MOTION)) {
            return MOTION_TO_VIDEO;
        }
        if (roles.contains(MediaRole.DRIVING_AUDIO)) {
            return AUDIO_TO_VIDEO;
        }
        if (roles.contains(MediaRole.SOURCE_VIDEO)) {
            return VIDEO_TO_VIDEO;
        }
        if (roles.contains(MediaRole.SUBJECT_REFERENCE)
                || roles.contains(MediaRole.STYLE_REFERENCE)
                || roles.contains(MediaRole.SCENE_REFERENCE)) {
            return REFERENCE_TO_VIDEO;
        }
        if (roles.contains(MediaRole.LAST_FRAME) || roles.contains(MediaRole.KEYFRAME)) {
            return FRAMES_TO_VIDEO;
        }
        return roles.contains(MediaRole.FIRST_FRAME) ? IMAGE_TO_VIDEO : TEXT_TO_VIDEO;
    }
}
