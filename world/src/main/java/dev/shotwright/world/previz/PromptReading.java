package dev.shotwright.world.previz;

import dev.shotwright.world.prompt.PromptParser;
import dev.shotwright.world.scene.Scene;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parser of prompts whose large lexicons are only read when there is a prompt. */
public final class PromptReading implements Function<String, Scene> {
    private @Nullable PromptParser parser;

    @Override
    public Scene apply(String prompt) {
        if (parser == null) {
            parser = PromptParser.standard();
        }
        return parser.parse(prompt);
    }
}
