package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A source whose tensors go by other names: for checkpoints that were written under those of another implementation. */
public final class RenamedSource implements TensorSource {
    private final TensorSource source;
    private final Map<String, String> originals = new TreeMap<>();

    /** @param rename a name of the source's to the new one; two names may not become the same */
    public RenamedSource(TensorSource source, UnaryOperator<String> rename) {
        this.source = source;
        for (var name : source.names()) {
            var before = originals.put(rename.apply(name), name);
            if (before != null) {
                throw new ShotwrightException(
                        ErrorCode.BROKEN_CHECKPOINT,
                        "checkpoint",
                        "%s: %s and %s are the same parameter".formatted(source, before, name));
            }
        }
    }

    private String original(String name) {
        var original = originals.get(name);
        if (original == null) {
            throw new ShotwrightException(
                    ErrorCode.BROKEN_CHECKPOINT, "checkpoint", "%s: no tensor for %s".formatted(source, name));
        }
        return original;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(originals.keySet());
    }

    @Override
    public DataType type(String name) {
        return source.type(original(name));
    }

    @Override
    public long[] shape(String name) {
        return source.shape(original(name));
    }

    @Override
    public long bytes(String name) {
        return source.bytes(original(name));
    }

    @Override
    public String origin(String name) {
        return source.origin(original(name));
    }

    @Override
    public Tensor load(String name) {
        return source.load(original(name));
    }

    @Override
    public boolean isMapped(String name) {
        return source.isMapped(original(name));
    }

    @Override
    public void release(String name) {
        source.release(original(name));
    }

    @Override
    public void prefetch(String name) {
        source.prefetch(original(name));
    }

    @Override
    public Map<String, String> metadata() {
        return source.metadata();
    }

    @Override
    public void close() {
        source.close();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
