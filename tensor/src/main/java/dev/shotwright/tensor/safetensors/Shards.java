package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A checkpoint in several files under one index.
 *
 * <p>All tensors of the shards belong to it, also those that the index does not list, as the reference loads them; where two
 * shards hold the same name, the index decides.
 */
final class Shards implements TensorSource {
    private final Path index;
    private final Collection<SafetensorsFile> files;
    private final Map<String, SafetensorsFile> places;

    private Shards(Path index, Collection<SafetensorsFile> files, Map<String, SafetensorsFile> places) {
        this.index = index;
        this.files = files;
        this.places = places;
    }

    static Shards open(Path index) {
        var shards = ShardIndex.read(index);
        var names = new LinkedHashSet<>(shards.values());
        var missing = names.stream()
                .filter(name -> !Files.isRegularFile(index.resolveSibling(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.broken(
                    index,
                    "%d of %d shards are missing: %s"
                            .formatted(
                                    missing.size(),
                                    names.size(),
                                    missing.stream()
                                            .limit(20)
                                            .map(Refusal::quoted)
                                            .collect(Collectors.joining(", "))));
        }
        var files = new LinkedHashMap<String, SafetensorsFile>();
        try {
            names.forEach(name -> files.put(name, SafetensorsFile.open(index.resolveSibling(name))));
            return new Shards(index, files.values(), places(index, shards, files));
        } catch (RuntimeException e) {
            files.values().forEach(SafetensorsFile::close);
            throw e;
        }
    }

    private static Map<String, SafetensorsFile> places(
            Path index, Map<String, String> shards, Map<String, SafetensorsFile> files) {
        var places = new LinkedHashMap<String, SafetensorsFile>();
        files.values()
                .forEach(file -> file.names().forEach(name -> {
                    var other = places.put(name, file);
                    if (other != null && !shards.containsKey(name)) {
                        throw Refusal.broken(
                                index, "tensor %s is in %s and in %s".formatted(Refusal.quoted(name), other, file));
                    }
                }));
        shards.forEach((name, shard) -> {
            var file = files.get(shard);
            if (file == null || !file.names().contains(name)) {
                throw Refusal.broken(
                        index,
                        "tensor %s is not in %s, which the index names for it"
                                .formatted(Refusal.quoted(name), Refusal.quoted(shard)));
            }
            places.put(name, file);
        });
        return places;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    @Override
    public DataType type(String name) {
        return file(name).type(name);
    }

    @Override
    public long[] shape(String name) {
        return file(name).shape(name);
    }

    @Override
    public long bytes(String name) {
        return file(name).bytes(name);
    }

    @Override
    public Tensor load(String name) {
        return file(name).load(name);
    }

    @Override
    public boolean isMapped(String name) {
        return file(name).isMapped(name);
    }

    @Override
    public void release(String name) {
        file(name).release(name);
    }

    @Override
    public void prefetch(String name) {
        file(name).prefetch(name);
    }

    @Override
    public String origin(String name) {
        return file(name).toString();
    }

    @Override
    public Map<String, String> metadata() {
        var all = new LinkedHashMap<String, String>();
        files.forEach(file -> file.metadata().forEach(all::putIfAbsent));
        return all;
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }

    private SafetensorsFile file(String name) {
        var file = places.get(name);
        if (file == null) {
            throw Refusal.absent(index, name, names());
        }
        return file;
    }

    @Override
    public String toString() {
        return index.toString();
    }
}
