package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Weights.Exactness;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands out the parameters themselves, and holds them where the residency says. */
final class Stock implements Weights.Supply {
    private static final long PIECE = 32 << 20;

    private final TensorSource source;
    private final Residency residency;
    private final Device device;
    private long resident;
    private long mapped;

    private Stock(TensorSource source, Residency residency, Device device) {
        this.source = source;
        this.residency = residency;
        this.device = device;
    }

    static <M> Loaded<M> load(TensorSource source, Residency residency, Device device, Function<Weights, M> model) {
        var stock = new Stock(source, residency, device);
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
    public Device device() {
        return device;
    }

    @Override
    public Tensor take(String name, Exactness exactness, long... shape) {
        return exactness == Exactness.EXACT ? held(name, exactness).to(device) : held(name, exactness);
    }

    private Tensor held(String name, Exactness exactness) {
        return switch (residency) {
            case Residency.Mapped _, Residency.Streamed _ -> {
                if (source.isMapped(name)) {
                    mapped += source.bytes(name);
                } else {
                    resident += source.bytes(name);
                }
                yield source.load(name);
            }
            case Residency.Resident(var largest) -> {
                var held = copied(name, held(source.type(name), exactness, largest));
                resident += held.count() * held.type().bytes();
                yield held;
            }
        };
    }

    private static DataType held(DataType stored, Exactness exactness, DataType largest) {
        boolean narrowed = exactness == Exactness.AS_HELD && stored.floating() && stored.bytes() > largest.bytes();
        return narrowed ? largest : stored;
    }

    /** Copies a piece at a time and drops its pages, so that never more than a piece of the file is in memory as well. */
    private Tensor copied(String name, DataType type) {
        return Scope.tidy(() -> {
            var view = source.load(name).reshape(-1);
            var copy = Tensor.empty(type, source.shape(name));
            var flat = copy.reshape(-1);
            long step = PIECE / view.type().bytes();
            for (long from = 0; from < view.count(); from += step) {
                long start = from;
                long length = Math.min(step, view.count() - from);
                Scope.run(() -> flat.narrow(0, start, length).copyInPlace(view.narrow(0, start, length)));
                source.release(name);
            }
            return copy;
        });
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
