package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;

/** The text form of a scene, in which everything that has a usual value may be left out; {@code docs/scene.md} describes it. */
public final class SceneText {
    private static final SceneText JSON = new SceneText(Documents.json());
    private static final SceneText YAML = new SceneText(Documents.yaml());

    private final Documents documents;

    private SceneText(Documents documents) {
        this.documents = documents;
    }

    /** JSON in one line. */
    public static SceneText json() {
        return JSON;
    }

    /** YAML, for writing by hand. */
    public static SceneText yaml() {
        return YAML;
    }

    /**
     * Reads a scene.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_FIELD}, {@link ErrorCode#INVALID_VALUE} or
     *     {@link ErrorCode#MALFORMED_DOCUMENT}
     */
    public Scene read(String text) {
        return documents.read(SceneDocument.class, text).scene();
    }

    /** Writes a scene, without what has its usual value. */
    public String write(Scene scene) {
        return documents.write(SceneDocument.of(scene));
    }
}
