package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The parameters below one path, each with the form that it is computed in. Constructors only name them; {@link #lay} makes
 * the forms, once all names have been checked.
 */
final class WanVaeWeights {
    private static final long PART = 1 << 18;

    private final Weights weights;
    private final List<Laid> all;

    WanVaeWeights(Weights weights) {
        this(weights, new ArrayList<>());
    }

    private WanVaeWeights(Weights weights, List<Laid> all) {
        this.weights = weights;
        this.all = all;
    }

    WanVaeWeights at(String part) {
        return new WanVaeWeights(weights.at(part), all);
    }

    WanVaeWeights at(int layer) {
        return at(Integer.toString(layer));
    }

    Device device() {
        return weights.device();
    }

    /** A parameter, and what to make of each part of its first dimension. */
    Laid take(String name, UnaryOperator<Tensor> form, long... shape) {
        var laid = new Laid(weights.exact(name, shape), form);
        all.add(laid);
        return laid;
    }

    /** A parameter of one dimension in {@code type}. */
    Laid vector(String name, DataType type, long length) {
        return take(name, parameter -> parameter.to(type), length);
    }

    /** Makes all forms, which live as long as {@code scope}; how many bytes they take. */
    long lay(Scope scope) {
        var slabs = new WanVaeSlabs(scope);
        long bytes = 0;
        for (var laid : all) {
            laid.lay(slabs);
            bytes += laid.get().count() * laid.get().type().bytes();
        }
        return bytes;
    }

    /** A parameter in the form that it is computed in. */
    static final class Laid {
        private final UnaryOperator<Tensor> form;
        private Tensor tensor;

        private Laid(Tensor tensor, UnaryOperator<Tensor> form) {
            this.tensor = tensor;
            this.form = form;
        }

        private void lay(WanVaeSlabs slabs) {
            try (var parameter = tensor) {
                long out = parameter.size(0);
                long step = Math.clamp(PART * out / parameter.count(), 1, out);
                for (long from = 0; from < out; from += step) {
                    long first = from;
                    long length = Math.min(step, out - from);
                    Scope.run(() -> lay(slabs, first, form.apply(parameter.narrow(0, first, length)), out));
                }
            }
        }

        private void lay(WanVaeSlabs slabs, long from, Tensor part, long out) {
            if (from == 0) {
                var shape = part.shape();
                shape[0] = out;
                tensor = slabs.zeros(part, shape);
            }
            tensor.narrow(0, from, part.size(0)).copyInPlace(part);
        }

        Tensor get() {
            return tensor;
        }
    }
}
