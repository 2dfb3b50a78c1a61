package dev.shotwright.engine.prompt;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A checkpoint's own tokenizer, read from its {@code tokenizer.json}. */
public final class Tokenizer implements AutoCloseable {
    private static final String FILE = "tokenizer.json";

    private final HuggingFaceTokenizer tokenizer;

    private Tokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a {@code tokenizer.json}, or the folder that it lies in.
     *
     * @param longest how many tokens a text is cut to, special tokens included
     */
    public static Tokenizer open(Path at, int longest) {
        var file = Files.isDirectory(at) ? at.resolve(FILE) : at;
        if (!Files.isRegularFile(file)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND,
                    "--tokenizer",
                    "%s does not exist; a spiece.model alone is not enough: take tokenizer.json from google/umt5-xxl, or from the tokenizer folder of the checkpoint's Diffusers repository"
                            .formatted(file));
        }
        try {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(
                    file,
                    Map.of(
                            "addSpecialTokens", "true",
                            "truncation", "true",
                            "padding", "false",
                            "maxLength", Integer.toString(longest),
                            "modelMaxLength", Integer.toString(longest))));
        } catch (IOException | RuntimeException e) {
            throw new ShotwrightException(
                    ErrorCode.BROKEN_CHECKPOINT, "--tokenizer", "%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** The ids of a text, ended by the token that ends texts. */
    public long[] encode(String text) {
        return tokenizer.encode(text).getIds();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
