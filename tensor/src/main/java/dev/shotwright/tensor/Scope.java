package dev.shotwright.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime of tensors: what is made while a scope is open is freed when it closes.
 *
 * <p>Scopes nest by thread. An operation gives its result to the innermost open scope of its thread; {@link #keep} moves a
 * tensor to another. A scope that is made by {@link #detached} is not part of the nesting and holds only what is moved into
 * it: weights of a model, the caches of a stream.
 *
 * <p>{@snippet :
 * try (var scope = Scope.open()) {
 *     var latents = noise.normal(1, 16, 5, 30, 52);
 *     for (var step : steps) {
 *         latents = Scope.tidy(() -> step.apply(latents)); // what step made on its way is freed here
 *     }
 * }
 * }
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<@Nullable Scope> INNERMOST = new ThreadLocal<>();

    private final Set<Tensor> tensors = new HashSet<>();
    private final List<Runnable> releases = new ArrayList<>();
    private final @Nullable Scope outer;
    private final Runnable pause;
    private final boolean nested;
    private boolean closed;

    private Scope(@Nullable Scope outer, Runnable pause, boolean nested) {
        this.outer = outer;
        this.pause = pause;
        this.nested = nested;
    }

    /** Opens a scope inside the one that is open now, if there is one. */
    public static Scope open() {
        var outer = INNERMOST.get();
        return open(outer == null ? Scope::goOn : outer.pause);
    }

    /**
     * Opens a scope whose long operations call {@code pause} between their native calls.
     *
     * @param pause throws whatever shall end the work, such as a cancellation
     */
    public static Scope open(Runnable pause) {
        var scope = new Scope(INNERMOST.get(), pause, true);
        INNERMOST.set(scope);
        return scope;
    }

    /** A scope beside the nesting, for tensors that are moved into it. */
    public static Scope detached() {
        return new Scope(null, Scope::goOn, false);
    }

    /** Runs {@code work} in a scope of its own and keeps only its result, in the scope that is open now. */
    public static Tensor tidy(Supplier<Tensor> work) {
        var here = innermost();
        try (var inner = open()) {
            var result = work.get();
            if (result.scope() == inner) {
                here.keep(result);
            }
            return result;
        }
    }

    /** Runs {@code work} in a scope of its own, of which nothing is kept. */
    public static void run(Runnable work) {
        try (var _ = open()) {
            work.run();
        }
    }

    /** Runs {@code work} with this scope as the innermost: what it makes lives as long as this scope. */
    public <T> T within(Supplier<T> work) {
        var before = INNERMOST.get();
        INNERMOST.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                INNERMOST.remove();
            } else {
                INNERMOST.set(before);
            }
        }
    }

    /** Gives the caller a chance to stop: called between long native calls. */
    public static void pause() {
        innermost().pause.run();
    }

    /** Moves a tensor here from the scope that it belongs to. */
    public Tensor keep(Tensor tensor) {
        if (closed) {
            throw new IllegalStateException("the scope is closed");
        }
        if (tensor.scope() != this) {
            tensor.scope().tensors.remove(tensor);
            adopt(tensor);
            tensor.moveTo(this);
        }
        return tensor;
    }

    /** Moves a tensor that lives here to the scope around this one, and gives it back: for what a method returns. */
    public Tensor leave(Tensor tensor) {
        if (outer == null) {
            throw new IllegalStateException("there is no scope around this one");
        }
        return tensor.scope() == this ? outer.keep(tensor) : tensor;
    }

    /** Runs {@code release} once this scope has freed its tensors: for memory that they lie in. */
    public void onClose(Runnable release) {
        releases.add(release);
    }

    /** How many tensors live here. */
    public int size() {
        return tensors.size();
    }

    private static void goOn() {}

    static Scope innermost() {
        var scope = INNERMOST.get();
        if (scope == null) {
            throw new IllegalStateException("tensors are made inside a Scope; open one first");
        }
        return scope;
    }

    void adopt(Tensor tensor) {
        tensors.add(tensor);
    }

    void forget(Tensor tensor) {
        if (!closed) {
            tensors.remove(tensor);
        }
    }

    /** Frees everything that lives here. Scopes close in the reverse of the order in which they were opened. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        if (nested) {
            if (INNERMOST.get() != this) {
                throw new IllegalStateException("scopes close from the inside out, in the thread that opened them");
            }
            if (outer == null) {
                INNERMOST.remove();
            } else {
                INNERMOST.set(outer);
            }
        }
        closed = true;
        tensors.forEach(Tensor::free);
        tensors.clear();
        releases.forEach(Runnable::run);
    }
}
