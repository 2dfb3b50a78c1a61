package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
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

    /** A parameter, and what to make of it: a tensor that shares no memory with it. */
    Laid take(String name, UnaryOperator<Tensor> form, long... shape) {
        var laid = new Laid(weights.exact(name, shape), form);
        all.add(laid);
        return laid;
    }

    /** A parameter of one dimension in {@code type}. */
    Laid vector(String name, DataType type, long length) {
        return take(name, parameter -> parameter.to(type).copy(), length);
    }

    /** Makes all forms, in the innermost scope; how many bytes they take. */
    long lay() {
        long bytes = 0;
        for (var laid : all) {
            laid.lay();
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

        private void lay() {
            var parameter = tensor;
            tensor = Scope.tidy(() -> form.apply(parameter));
            parameter.close();
        }

        Tensor get() {
            return tensor;
        }
    }
}
