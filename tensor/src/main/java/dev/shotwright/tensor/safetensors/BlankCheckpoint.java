package dev.shotwright.tensor.safetensors;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Full-size checkpoints of zeros for measurements: a true header, then a hole that takes no room on the disk.
 *
 * <p>Time and memory are those of real weights, as far as no page of the hole is special: mapped pages of a hole are ordinary
 * pages of the file cache.
 */
public final class BlankCheckpoint {
    private BlankCheckpoint() {}

    /** Writes one file, in place of one that is there. */
    public static void write(Path file, Map<String, TensorForm> forms) {
        var header = Header.of(forms, Map.of());
        try {
            Files.deleteIfExists(file);
            try (var out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(header.fileSize());
                out.getChannel().write(header.bytes());
            }
        } catch (IOException e) {
            throw SafetensorsWriter.failed(file, e);
        }
    }

    /**
     * Writes shards of about the same size and their index into a folder, under the names that the hubs use.
     *
     * @param stem the start of the names, such as {@code diffusion_pytorch_model}
     */
    public static void write(Path folder, String stem, Map<String, TensorForm> forms, int shards) {
        var parts = divide(forms, shards);
        var places = new LinkedHashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            var name = "%s-%05d-of-%05d.safetensors".formatted(stem, i + 1, parts.size());
            write(folder.resolve(name), parts.get(i));
            parts.get(i).keySet().forEach(tensor -> places.put(tensor, name));
        }
        var index = folder.resolve(stem + ".safetensors.index.json");
        try (var text = Files.newBufferedWriter(index, StandardCharsets.UTF_8);
                var out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject().writeName("weight_map").writeStartObject();
            places.forEach(out::writeStringProperty);
            out.writeEndObject().writeEndObject();
        } catch (IOException e) {
            throw SafetensorsWriter.failed(index, e);
        }
    }

    private static List<Map<String, TensorForm>> divide(Map<String, TensorForm> forms, int shards) {
        long total = forms.values().stream().mapToLong(TensorForm::bytes).sum();
        var parts = new ArrayList<Map<String, TensorForm>>();
        long sum = 0;
        for (var entry : forms.entrySet()) {
            if (parts.isEmpty() || (sum >= total / shards * parts.size() && parts.size() < shards)) {
                parts.add(new LinkedHashMap<>());
            }
            parts.getLast().put(entry.getKey(), entry.getValue());
            sum += entry.getValue().bytes();
        }
        return parts;
    }
}
