package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.Scope;

/**
 * A model with the parameters that it holds until it is closed. What they came from must stay open as long.
 *
 * @param scope the lifetime of its parameters
 * @param resident how many bytes of memory they take
 * @param mapped how many bytes of mapped files they are
 */
public record Loaded<M>(M model, Scope scope, long resident, long mapped) implements AutoCloseable {

    @Override
    public void close() {
        scope.close();
    }
}
