package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The index of a sharded checkpoint: a JSON object whose {@code weight_map} says which file beside it holds a tensor. */
final class ShardIndex {
    private ShardIndex() {}

    /** The file names of the shards by the names of the tensors. */
    static Map<String, String> read(Path index) {
        try (var text = Files.newBufferedReader(index, UTF_8)) {
            return HostileJson.read(text, index, in -> read(in, index));
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "checkpoint", index + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(JsonParser in, Path index) {
        Map<String, String> shards = null;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.broken(index, "not a JSON object");
        }
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            if (in.currentName().equals("weight_map")) {
                shards = readMap(in, index, shards);
            } else {
                in.nextToken();
                in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            throw Refusal.broken(index, "the index goes on after its end");
        }
        if (shards == null || shards.isEmpty()) {
            throw Refusal.broken(index, "weight_map is missing or empty");
        }
        return shards;
    }

    private static Map<String, String> readMap(JsonParser in, Path index, @Nullable Map<String, String> first) {
        if (first != null || in.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.broken(index, "weight_map is there twice, or is not an object");
        }
        var shards = new LinkedHashMap<String, String>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var tensor = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_STRING) {
                throw Refusal.broken(index, "the shard of tensor " + Refusal.quoted(tensor) + " is not a string");
            }
            var shard = in.getString();
            if (!isFileName(shard)) {
                throw Refusal.broken(
                        index,
                        "the shard of tensor %s is %s; accepted is the name of a file beside the index"
                                .formatted(Refusal.quoted(tensor), Refusal.quoted(shard)));
            }
            if (shards.put(tensor, shard) != null) {
                throw Refusal.broken(index, "tensor " + Refusal.quoted(tensor) + " is there twice");
            }
        }
        return shards;
    }

    private static boolean isFileName(String text) {
        return !text.isBlank()
                && !text.equals(".")
                && !text.equals("..")
                && text.length() <= 255
                && text.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }
}
