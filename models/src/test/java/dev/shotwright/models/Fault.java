package dev.shotwright.models;

import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import java.util.function.UnaryOperator;

/** A fault of wiring, by what it would be in code: parameters exchanged or turned, with which a right model computes so. */
public record Fault(String what, UnaryOperator<String> exchange, AlteredSource.Change change) {

    /** Parameters exchanged by their names. */
    public static Fault of(String what, UnaryOperator<String> exchange) {
        return new Fault(what, exchange, (_, tensor) -> tensor);
    }

    /** Parameters turned whose whole names match {@code part}. */
    public static Fault of(String what, String part, UnaryOperator<Tensor> change) {
        return new Fault(
                what, UnaryOperator.identity(), (name, tensor) -> name.matches(part) ? change.apply(tensor) : tensor);
    }

    /** One part of names for the other, both ways. */
    public static UnaryOperator<String> swap(String one, String other) {
        return name ->
                name.contains(one) ? name.replace(one, other) : name.contains(other) ? name.replace(other, one) : name;
    }

    /** A checkpoint with this fault. */
    public TensorSource in(TensorSource checkpoint) {
        return new AlteredSource(checkpoint, exchange, change);
    }

    @Override
    public String toString() {
        return what;
    }
}
