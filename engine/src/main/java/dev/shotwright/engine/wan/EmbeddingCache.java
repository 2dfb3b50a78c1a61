package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.SafetensorsWriter;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Encoded prompts on disk, one file each, so that the text encoder is read once for a prompt. A file is found again by the
 * encoder's files with their sizes and times, by the arithmetic, and by the tokens.
 */
public final class EmbeddingCache {
    private static final String ROWS = "rows";

    private final @Nullable Path folder;

    /** @param folder where the files are kept; null to keep none */
    public EmbeddingCache(@Nullable Path folder) {
        this.folder = folder;
    }

    /** The rows of a text, {@code (1, tokens, width)}, in the innermost scope; null if they are not kept. */
    @Nullable
    Tensor find(Checkpoint.Part encoder, Arithmetic arithmetic, long[] tokens) {
        var file = file(encoder, arithmetic, tokens);
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try (var source = Safetensors.open(file)) {
            return source.load(ROWS).copy();
        } catch (ShotwrightException damaged) {
            return null;
        }
    }

    void keep(Checkpoint.Part encoder, Arithmetic arithmetic, long[] tokens, Tensor rows) {
        var file = file(encoder, arithmetic, tokens);
        if (file != null) {
            try {
                Files.createDirectories(file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            SafetensorsWriter.write(file, Map.of(ROWS, rows), Map.of());
        }
    }

    private @Nullable Path file(Checkpoint.Part encoder, Arithmetic arithmetic, long[] tokens) {
        if (folder == null) {
            return null;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((encoder.weights().toRealPath() + "\n" + arithmetic + "\n").getBytes(StandardCharsets.UTF_8));
            try (Stream<Path> files = Files.walk(encoder.weights())) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                    var facts = "%s %d %s%n"
                            .formatted(file.getFileName(), Files.size(file), Files.getLastModifiedTime(file));
                    digest.update(facts.getBytes(StandardCharsets.UTF_8));
                }
            }
            var numbers = ByteBuffer.allocate(8 * tokens.length);
            numbers.asLongBuffer().put(tokens);
            digest.update(numbers);
            return folder.resolve(HexFormat.of().formatHex(digest.digest()) + ".safetensors");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
