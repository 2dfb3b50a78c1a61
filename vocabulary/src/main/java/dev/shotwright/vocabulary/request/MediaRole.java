package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.Spelled;
import java.util.List;

/** What a medium is for in the clip that is drawn. */
public enum MediaRole implements Spelled {
    FIRST_FRAME("first-frame"),
    LAST_FRAME("last-frame"),
    KEYFRAME("keyframe"),
    SUBJECT_REFERENCE("subject-reference"),
    STYLE_REFERENCE("style-reference"),
    SCENE_REFERENCE("scene-reference"),
    SOURCE_VIDEO("source-video"),
    MASK("mask"),
    DRIVING_AUDIO("driving-audio"),
    DRIVING_MOTION("driving-motion");

    private final String word;

    MediaRole(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** What can play this role. */
    public List<MediaKind> kinds() {
        return switch (this) {
            case FIRST_FRAME, LAST_FRAME, KEYFRAME -> List.of(MediaKind.IMAGE);
            case SUBJECT_REFERENCE -> List.of(MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.AUDIO);
            case STYLE_REFERENCE, SCENE_REFERENCE, MASK -> List.of(MediaKind.IMAGE, MediaKind.VIDEO);
            case SOURCE_VIDEO, DRIVING_MOTION -> List.of(MediaKind.VIDEO);
            case DRIVING_AUDIO -> List.of(MediaKind.AUDIO);
        };
    }
}
