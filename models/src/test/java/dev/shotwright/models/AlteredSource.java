package dev.shotwright.models;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A checkpoint with a fault in it: some tensors changed, some exchanged. */
public final class AlteredSource implements TensorSource {
    private final TensorSource source;
    private final UnaryOperator<String> exchange;
    private final Change change;

    /** What becomes of a tensor. */
    public interface Change {
        Tensor of(String name, Tensor tensor);
    }

    public AlteredSource(TensorSource source, UnaryOperator<String> exchange, Change change) {
        this.source = source;
        this.exchange = exchange;
        this.change = change;
    }

    @Override
    public Set<String> names() {
        return source.names();
    }

    @Override
    public DataType type(String name) {
        return source.type(name);
    }

    @Override
    public long[] shape(String name) {
        return source.shape(name);
    }

    @Override
    public long bytes(String name) {
        return source.bytes(name);
    }

    @Override
    public Tensor load(String name) {
        return change.of(name, source.load(exchange.apply(name))).contiguous();
    }

    @Override
    public boolean isMapped(String name) {
        return source.isMapped(name);
    }

    @Override
    public void release(String name) {
        source.release(name);
    }

    @Override
    public void prefetch(String name) {
        source.prefetch(name);
    }

    @Override
    public String origin(String name) {
        return source.origin(name);
    }

    @Override
    public Map<String, String> metadata() {
        return source.metadata();
    }

    @Override
    public void close() {
        source.close();
    }
}
