package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** Checkpoints that are Python pickles: refused, because reading one runs what its author put into it. */
final class Pickle {
    private static final List<String> ENDINGS = List.of(".pth", ".pt", ".ckpt", ".bin", ".pkl", ".pickle");
    private static final byte PROTOCOL = (byte) 0x80;

    private Pickle() {}

    /** Whether a file name has an ending under which pickles are handed around. */
    static boolean isNamed(Path path) {
        var name = name(path);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** Refuses a mapped file that is a pickle, whatever its name; a safetensors file is none, whatever its name. */
    static void refuse(Path path, MemorySegment file) {
        boolean safetensors = file.byteSize() > Header.PREFIX && file.get(ValueLayout.JAVA_BYTE, Header.PREFIX) == '{';
        if (!safetensors && (isNamed(path) || begins(file, PROTOCOL) || begins(file, (byte) 'P', (byte) 'K'))) {
            throw refusal(path);
        }
    }

    static ShotwrightException refusal(Path path) {
        return Refusal.unsupported(
                path,
                "a Python pickle, which can run any code while it is read; accepted are safetensors, and %s holds these weights so"
                        .formatted(repack(path)));
    }

    private static boolean begins(MemorySegment file, byte... start) {
        return file.byteSize() >= start.length
                && file.asSlice(0, start.length).mismatch(MemorySegment.ofArray(start)) < 0;
    }

    private static String repack(Path path) {
        var repacks = new Properties();
        try (var text = new InputStreamReader(
                Objects.requireNonNull(Pickle.class.getResourceAsStream("repacks.properties")), UTF_8)) {
            repacks.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var name = name(path);
        return repacks.stringPropertyNames().stream()
                .sorted()
                .filter(name::contains)
                .findFirst()
                .map(repacks::getProperty)
                .orElseGet(() -> repacks.getProperty("otherwise"));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
