package dev.shotwright.tensor;

import static org.bytedeco.pytorch.global.torch.*;

import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.TensorOptions;

/** The random numbers of torch's CPU generator: the same seed gives the same numbers as there, whatever the device. */
public final class RandomStream implements AutoCloseable {
    private final Generator generator;

    private RandomStream(Generator generator) {
        this.generator = generator;
    }

    /** The stream of a seed. */
    public static RandomStream of(long seed) {
        return new RandomStream(make_generator_cpu(seed));
    }

    /** The next values of the standard normal distribution, as 32-bit floats on the CPU. */
    public Tensor normal(long... shape) {
        return normal(DataType.F32, shape);
    }

    /** The next values of the standard normal distribution; the type decides which random bits are taken. */
    public Tensor normal(DataType type, long... shape) {
        return Tensor.create("normal", shape, () -> {
            try (var optional = new GeneratorOptional(generator);
                    var options = new TensorOptions(type.scalar())) {
                return randn(shape, optional, options);
            }
        });
    }

    @Override
    public void close() {
        generator.close();
    }
}
