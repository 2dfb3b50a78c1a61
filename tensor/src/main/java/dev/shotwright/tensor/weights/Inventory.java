package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Weights.Exactness;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Compares what a model asks for with what a checkpoint has, without reading any of it. */
final class Inventory implements Weights.Supply {
    private static final int LISTED = 20;

    private final TensorSource source;
    private final Set<String> asked = new HashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> misshapen = new ArrayList<>();
    private final List<String> integers = new ArrayList<>();

    private Inventory(TensorSource source) {
        this.source = source;
    }

    static <M> void check(TensorSource source, Set<String> unwanted, Function<Weights, M> model) {
        var inventory = new Inventory(source);
        try (var _ = Scope.open()) {
            var _ = model.apply(new Weights(inventory, ""));
        }
        var left = source.names().stream()
                .filter(name -> !inventory.asked.contains(name) && !unwanted.contains(name))
                .sorted()
                .toList();
        var faults = new ArrayList<String>();
        list("missing", inventory.missing, faults);
        list("of another shape", inventory.misshapen, faults);
        list("left over", left, faults);
        list("of integers, and this model does not take quantised weights", inventory.integers, faults);
        if (!faults.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.BROKEN_CHECKPOINT,
                    "checkpoint",
                    "%s does not fit the model: %s".formatted(source, String.join("; ", faults)));
        }
    }

    /** What a model asks for, taken from nowhere. */
    static <M> Map<String, TensorForm> forms(DataType type, Function<Weights, M> model) {
        var asked = new LinkedHashMap<String, TensorForm>();
        try (var _ = Scope.open()) {
            var _ = model.apply(new Weights(new Wishes(type, asked), ""));
        }
        return asked;
    }

    /** Gives hollow tensors of any shape, and remembers which. */
    record Wishes(DataType type, Map<String, TensorForm> asked) implements Weights.Supply {
        @Override
        public boolean has(String name) {
            return true;
        }

        @Override
        public Device device() {
            return Device.CPU;
        }

        @Override
        public Tensor take(String name, Exactness exactness, long... shape) {
            asked.put(name, TensorForm.of(type, shape));
            return hollow(type, shape);
        }

        @Override
        public void release(String path) {}

        @Override
        public void prefetch(String path) {}
    }

    private static void list(String what, List<String> names, List<String> faults) {
        if (!names.isEmpty()) {
            var shown = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
            var more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
            faults.add("%d %s: %s%s".formatted(names.size(), what, shown, more));
        }
    }

    @Override
    public boolean has(String name) {
        return source.names().contains(name);
    }

    @Override
    public Device device() {
        return Device.CPU;
    }

    @Override
    public Tensor take(String name, Exactness exactness, long... shape) {
        asked.add(name);
        if (!has(name)) {
            missing.add(name + " " + Arrays.toString(shape));
            return hollow(DataType.F32, shape);
        }
        if (!Arrays.equals(source.shape(name), shape)) {
            misshapen.add(
                    "%s %s, expected %s".formatted(name, Arrays.toString(source.shape(name)), Arrays.toString(shape)));
        }
        if (!source.type(name).floating()) {
            integers.add("%s of %s in %s".formatted(name, source.type(name).word(), source.origin(name)));
            return hollow(DataType.F32, shape);
        }
        return hollow(source.type(name), shape);
    }

    private static Tensor hollow(DataType type, long... shape) {
        return Tensor.zeros(type).expand(shape);
    }

    @Override
    public void release(String path) {}

    @Override
    public void prefetch(String path) {}
}
