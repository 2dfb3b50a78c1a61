package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.tensor.safetensors.TensorSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The parameters below one path of a checkpoint, such as {@code blocks.3.attn1}.
 *
 * <p>A model's constructor takes its parameters from here by name and shape. {@link #load} runs it twice: first over tensors
 * without memory, which tells everything that is missing, left over or of another shape at once, and then in earnest. A
 * constructor therefore does nothing with a parameter but to keep it, view it or convert it.
 */
public final class Weights {
    private final Supply supply;
    private final String path;

    Weights(Supply supply, String path) {
        this.supply = supply;
        this.path = path;
    }

    /**
     * Makes a model from all the parameters of a source.
     *
     * @throws dev.shotwright.vocabulary.ShotwrightException with {@code BROKEN_CHECKPOINT}, listing every parameter that is
     *     missing, left over, misshapen or of integers
     */
    public static <M> Loaded<M> load(TensorSource source, Residency residency, Function<Weights, M> model) {
        return load(source, residency, Set.of(), Device.CPU, model);
    }

    /**
     * The same, where some names of the source are not wanted.
     *
     * @param device where {@link #exact} parameters are put; the others stay in the memory of the CPU, and are moved a part at a
     *     time when they are used
     */
    public static <M> Loaded<M> load(
            TensorSource source, Residency residency, Set<String> unwanted, Device device, Function<Weights, M> model) {
        Inventory.check(source, unwanted, model);
        return Stock.load(source, residency, device, model);
    }

    /** The names and shapes of all parameters that a model takes, as if each were of one type: for blank checkpoints. */
    public static <M> Map<String, TensorForm> forms(DataType type, Function<Weights, M> model) {
        return Inventory.forms(type, model);
    }

    /** The parameters below a part of this path. */
    public Weights at(String part) {
        return new Weights(supply, path + part + ".");
    }

    /** The parameters of one of several layers. */
    public Weights at(int layer) {
        return at(Integer.toString(layer));
    }

    /** Where the model computes. */
    public Device device() {
        return supply.device();
    }

    /** Whether the source has a parameter of this name. */
    public boolean has(String name) {
        return supply.has(path + name);
    }

    /** A parameter, in the type that the residency says. */
    public Tensor tensor(String name, long... shape) {
        return supply.take(path + name, Exactness.AS_HELD, shape);
    }

    /** A parameter in the type that the checkpoint has, whatever the residency says: for norms, biases and tables. */
    public Tensor exact(String name, long... shape) {
        return supply.take(path + name, Exactness.EXACT, shape);
    }

    /** Tells that everything below this path has been used and is not needed for a while. */
    public void release() {
        supply.release(path);
    }

    /** Tells that everything below this path is needed soon. */
    public void prefetch() {
        supply.prefetch(path);
    }

    /** Whether a parameter may be held in a narrower type. */
    enum Exactness {
        AS_HELD,
        EXACT
    }

    /** Where the parameters come from. */
    sealed interface Supply permits Inventory, Inventory.Wishes, Stock {
        boolean has(String name);

        Device device();

        Tensor take(String name, Exactness exactness, long... shape);

        void release(String path);

        void prefetch(String path);
    }
}
