package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Weights.Exactness;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands out the parameters themselves, and holds them where the residency says. */
final class Stock implements Weights.Supply {
    private final TensorSource source;
    private final Residency residency;
    private long resident;
    private long mapped;

    private Stock(TensorSource source, Residency residency) {
        this.source = source;
        this.residency = residency;
    }

    static <M> Loaded<M> load(TensorSource source, Residency residency, Function<Weights, M> model) {
        var stock = new Stock(source, residency);
        var scope = Scope.detached();
        try {
            var made = scope.within(() -> model.apply(new Weights(stock, "")));
            return new Loaded<>(made, scope, stock.resident, stock.mapped);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public boolean has(String name) {
        return source.names().contains(name);
    }

    @Override
    public Tensor take(String name, Exactness exactness, long... shape) {
        return switch (residency) {
            case Residency.Mapped _, Residency.Streamed _ -> {
                mapped += source.bytes(name);
                yield source.load(name);
            }
            case Residency.Resident(var largest) -> {
                var held = Scope.tidy(() -> copied(source.load(name), exactness, largest));
                source.release(name);
                resident += held.count() * held.type().bytes();
                yield held;
            }
        };
    }

    private static Tensor copied(Tensor view, Exactness exactness, DataType largest) {
        boolean narrowed = exactness == Exactness.AS_HELD
                && view.type().floating()
                && view.type().bytes() > largest.bytes();
        return narrowed ? view.to(largest) : view.copy();
    }

    @Override
    public void release(String path) {
        if (residency instanceof Residency.Streamed) {
            below(path, source::release);
        }
    }

    @Override
    public void prefetch(String path) {
        if (residency instanceof Residency.Streamed) {
            below(path, source::prefetch);
        }
    }

    private void below(String path, Consumer<String> call) {
        for (var name : source.names()) {
            if (name.startsWith(path)) {
                call.accept(name);
            }
        }
    }
}
