package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.scene.Scene;

/** The reader of free prompts in Chinese, English or both. It is immutable and may be shared by threads. */
public final class PromptParser {
    /** The longest prompt that is read, in characters. */
    public static final int LONGEST = 20_000;

    private final Lexicon lexicon;

    private PromptParser(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** The parser with the lexicons that come with Shotwright. */
    public static PromptParser standard() {
        return new PromptParser(Lexicon.standard());
    }

    /**
     * The scene that a prompt tells of, and the words that were not understood. Any text gives a scene; where it leaves
     * something open the scene has the plainest choice.
     *
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} for a prompt that is longer than {@link #LONGEST}
     */
    public Scene parse(String prompt) {
        if (prompt.length() > LONGEST) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "prompt",
                    "prompt has %d characters; accepted are at most %d".formatted(prompt.length(), LONGEST));
        }
        return new Story(lexicon, Outline.of(lexicon.script().simplified(prompt))).scene();
    }
}
