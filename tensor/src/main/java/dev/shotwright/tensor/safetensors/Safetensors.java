package dev.shotwright.tensor.safetensors;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The door to checkpoints on disk: a safetensors file, the index of a sharded one, or a folder that holds either. */
public final class Safetensors {
    private static final String FILE = ".safetensors";
    private static final String INDEX = FILE + ".index.json";
    private static final Pattern SHARD = Pattern.compile(".*-\\d{5}-of-\\d{5}\\.safetensors");
    private static final List<String> USUAL = List.of("diffusion_pytorch_model", "model");

    private Safetensors() {}

    /**
     * Opens a checkpoint; of a folder that holds several the one named {@code diffusion_pytorch_model} or {@code model}.
     *
     * @throws ShotwrightException with {@link ErrorCode#FILE_NOT_FOUND} if there is nothing to open,
     *     {@link ErrorCode#BROKEN_CHECKPOINT} if what is there is broken or incomplete, and
     *     {@link ErrorCode#UNSUPPORTED_FORMAT} for pickles, which name the safetensors to use instead
     */
    public static TensorSource open(Path path) {
        if (Files.isDirectory(path)) {
            return openFile(choose(path));
        }
        if (!Files.exists(path)) {
            throw missing(path, "does not exist");
        }
        return openFile(path);
    }

    private static TensorSource openFile(Path path) {
        return name(path).endsWith(".json") ? Shards.open(path) : SafetensorsFile.open(path);
    }

    private static Path choose(Path folder) {
        var files = files(folder);
        var indices = files.stream().filter(path -> name(path).endsWith(INDEX)).toList();
        var whole = files.stream()
                .filter(path -> name(path).endsWith(FILE))
                .filter(path -> !SHARD.matcher(name(path)).matches())
                .toList();
        for (var ending : List.of(INDEX, FILE)) {
            for (var stem : USUAL) {
                var usual = folder.resolve(stem + ending);
                if (files.contains(usual)) {
                    return usual;
                }
            }
        }
        var candidates = indices.isEmpty() ? whole : indices;
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (!candidates.isEmpty()) {
            throw ShotwrightException.invalid("checkpoint", folder, "one of " + listed(candidates));
        }
        if (files.stream().anyMatch(path -> SHARD.matcher(name(path)).matches())) {
            throw Refusal.broken(folder, "shards without the index that says what they hold, a file *" + INDEX);
        }
        throw files.stream()
                .filter(Pickle::isNamed)
                .findFirst()
                .map(Pickle::refusal)
                .orElseGet(() -> missing(folder, "holds neither *" + FILE + " nor *" + INDEX));
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "checkpoint", folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String listed(List<Path> paths) {
        return paths.stream().limit(20).map(Safetensors::name).collect(Collectors.joining(", "));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static ShotwrightException missing(Path path, String what) {
        return new ShotwrightException(ErrorCode.FILE_NOT_FOUND, "checkpoint", path + " " + what);
    }
}
