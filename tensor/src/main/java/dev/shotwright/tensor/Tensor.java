package dev.shotwright.tensor;

import static org.bytedeco.pytorch.global.torch.*;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of libtorch, without gradients.
 *
 * <p>A tensor lives in a {@link Scope} and is freed with it. Operations give new tensors, in the scope that is innermost when
 * they are called; those that change their tensor in place end in {@code InPlace} and return it. Dimensions count from 0, or
 * from the end with −1. Shapes that do not fit are refused with the operation and the shapes of its operands.
 */
public final class Tensor implements AutoCloseable {
    private final org.bytedeco.pytorch.Tensor handle;
    private final DataType type;
    private final long[] shape;
    private Scope scope;
    private boolean freed;

    private Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
        this.type = DataType.of(handle.scalar_type());
        this.shape = new long[Math.toIntExact(handle.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = handle.size(i);
        }
        this.scope = Scope.innermost();
        scope.adopt(this);
    }

    // Making

    /** Zeros on the CPU. */
    public static Tensor zeros(DataType type, long... shape) {
        return full(0, type, shape);
    }

    /** {@code value} everywhere, on the CPU. */
    public static Tensor full(double value, DataType type, long... shape) {
        return create("full", shape, () -> {
            try (var scalar = new Scalar(value);
                    var options = options(type)) {
                return org.bytedeco.pytorch.global.torch.full(shape, scalar, options);
            }
        });
    }

    /** Memory that nothing has been written to, on the CPU. */
    public static Tensor empty(DataType type, long... shape) {
        return create("empty", shape, () -> {
            try (var options = options(type);
                    var format = new org.bytedeco.pytorch.MemoryFormatOptional()) {
                return org.bytedeco.pytorch.global.torch.empty(shape, options, format);
            }
        });
    }

    /** Memory that nothing has been written to, of the type and on the device of {@code model}. */
    public static Tensor emptyLike(Tensor model, long... shape) {
        return create("emptyLike", shape, () -> {
            try (var options = model.handle().options();
                    var format = new org.bytedeco.pytorch.MemoryFormatOptional()) {
                return org.bytedeco.pytorch.global.torch.empty(shape, options, format);
            }
        });
    }

    /** 0, 1, 2 … {@code end − 1}: {@code (end)}. */
    public static Tensor arange(long end, DataType type) {
        return create("arange", new long[] {end}, () -> {
            try (var scalar = new Scalar(end);
                    var options = options(type)) {
                return org.bytedeco.pytorch.global.torch.arange(scalar, options);
            }
        });
    }

    /** A copy of {@code values} as 32-bit floats. */
    public static Tensor of(float[] values, long... shape) {
        return copied(MemorySegment.ofArray(values), DataType.F32, shape);
    }

    /** A copy of {@code values} as 64-bit floats. */
    public static Tensor of(double[] values, long... shape) {
        return copied(MemorySegment.ofArray(values), DataType.F64, shape);
    }

    /** A copy of {@code values} as 64-bit integers. */
    public static Tensor of(long[] values, long... shape) {
        return copied(MemorySegment.ofArray(values), DataType.I64, shape);
    }

    /** A copy of {@code values} as bytes from 0 to 255. */
    public static Tensor of(byte[] values, long... shape) {
        return copied(MemorySegment.ofArray(values), DataType.U8, shape);
    }

    /** A tensor over native memory that is not copied: the memory must outlive the tensor, and whatever views it. */
    public static Tensor over(MemorySegment memory, DataType type, long... shape) {
        long bytes = Math.multiplyExact(count(shape), type.bytes());
        if (memory.byteSize() != bytes) {
            throw fault(
                    "over",
                    "%d bytes of memory for %s of %s, which takes %d"
                            .formatted(memory.byteSize(), Arrays.toString(shape), type.word(), bytes));
        }
        return create("over", shape, () -> {
            try (var address = new NativeAddress(memory);
                    var options = options(type)) {
                return from_blob(address, shape, options);
            }
        });
    }

    private static Tensor copied(MemorySegment values, DataType type, long... shape) {
        if (values.byteSize() != count(shape) * type.bytes()) {
            throw fault(
                    "of",
                    "%d values do not fill the shape %s"
                            .formatted(values.byteSize() / type.bytes(), Arrays.toString(shape)));
        }
        var tensor = empty(type, shape);
        tensor.memory().copyFrom(values);
        return tensor;
    }

    // Looking

    /** The length of every dimension. */
    public long[] shape() {
        return shape.clone();
    }

    /** How many dimensions there are. */
    public int rank() {
        return shape.length;
    }

    /** The length of one dimension. */
    public long size(int dimension) {
        return shape[at(dimension)];
    }

    /** How many elements there are. */
    public long count() {
        return count(shape);
    }

    public DataType type() {
        return type;
    }

    public Device device() {
        return handle().is_cuda() ? Device.CUDA : Device.CPU;
    }

    /** Whether the elements lie in memory in the order of their indices, without gaps. */
    public boolean isContiguous() {
        return handle().is_contiguous();
    }

    /** The elements in order, as 32-bit floats. */
    public float[] floats() {
        var values = new float[Math.toIntExact(count())];
        Scope.run(
                () -> MemorySegment.ofArray(values).copyFrom(here(DataType.F32).memory()));
        return values;
    }

    /** The elements in order, as 64-bit floats. */
    public double[] doubles() {
        var values = new double[Math.toIntExact(count())];
        Scope.run(
                () -> MemorySegment.ofArray(values).copyFrom(here(DataType.F64).memory()));
        return values;
    }

    /** The elements in order, as 64-bit integers. */
    public long[] longs() {
        var values = new long[Math.toIntExact(count())];
        Scope.run(
                () -> MemorySegment.ofArray(values).copyFrom(here(DataType.I64).memory()));
        return values;
    }

    /** The elements' own bytes in order, little endian. */
    public byte[] bytes() {
        var values = new byte[Math.toIntExact(count() * type.bytes())];
        Scope.run(() -> MemorySegment.ofArray(values).copyFrom(here(type).memory()));
        return values;
    }

    /** The one element of a tensor that has one. */
    public double item() {
        if (count() != 1) {
            throw fault("item", this + " has not one element");
        }
        return doubles()[0];
    }

    /** The memory of a contiguous tensor on the CPU, to read and to write while the tensor lives. */
    @SuppressWarnings("restricted")
    public MemorySegment memory() {
        if (!isContiguous() || device() != Device.CPU) {
            throw fault("memory", this + " is not contiguous on the CPU");
        }
        try (Pointer data = handle().data_ptr()) {
            return MemorySegment.ofAddress(data == null ? 0 : data.address()).reinterpret(count() * type.bytes());
        }
    }

    private Tensor here(DataType wanted) {
        return to(Device.CPU).to(wanted).contiguous();
    }

    // Moving

    /** The same values in another type; the tensor itself if it has that type. */
    public Tensor to(DataType wanted) {
        return wanted == type ? this : make("to", () -> handle().to(wanted.scalar()));
    }

    /** The same values on another device; the tensor itself if it is there. */
    public Tensor to(Device wanted) {
        if (wanted == device()) {
            return this;
        }
        return make("to", () -> {
            try (var there = new org.bytedeco.pytorch.Device(wanted.type())) {
                return handle().to(there, type.scalar());
            }
        });
    }

    /** A tensor of its own with the same values. */
    public Tensor copy() {
        return make("copy", () -> handle().clone());
    }

    /** Overwrites every element with {@code value}. */
    public Tensor fillInPlace(double value) {
        return change("fillInPlace", () -> {
            try (var scalar = new Scalar(value)) {
                handle().fill_(scalar);
            }
        });
    }

    /** Overwrites the elements with those of {@code values}, converted and broadcast. */
    public Tensor copyInPlace(Tensor values) {
        return change("copyInPlace", () -> handle().copy_(values.handle()), values);
    }

    // Shaping

    /** The same elements in another shape; one length may be −1. */
    public Tensor reshape(long... lengths) {
        return make("reshape to " + Arrays.toString(lengths), () -> handle().reshape(lengths));
    }

    /** Merges the dimensions from {@code first} to {@code last}. */
    public Tensor flatten(int first, int last) {
        return make("flatten", () -> handle().flatten(first, last));
    }

    /** A view with the dimensions in another order. */
    public Tensor permute(long... dimensions) {
        return make("permute " + Arrays.toString(dimensions), () -> handle().permute(dimensions));
    }

    /** A view with two dimensions swapped. */
    public Tensor transpose(int first, int second) {
        return make("transpose", () -> handle().transpose(first, second));
    }

    /** A view of {@code length} elements of one dimension, from {@code start}. */
    public Tensor narrow(int dimension, long start, long length) {
        return make(
                "narrow %d from %d by %d".formatted(dimension, start, length),
                () -> handle().narrow(dimension, start, length));
    }

    /** A view of every {@code step}th element of one dimension, from {@code start}. */
    public Tensor every(int dimension, long start, long step) {
        return make("every", () -> {
            try (var from = new LongOptional(start);
                    var to = new LongOptional(size(dimension))) {
                return handle().slice(dimension, from, to, step);
            }
        });
    }

    /** A view of one element of a dimension, which is left out. */
    public Tensor select(int dimension, long index) {
        return make("select %d of %d".formatted(index, dimension), () -> handle().select(dimension, index));
    }

    /** A view with a new dimension of length 1. */
    public Tensor unsqueeze(int dimension) {
        return make("unsqueeze", () -> handle().unsqueeze(dimension));
    }

    /** A view without a dimension of length 1. */
    public Tensor squeeze(int dimension) {
        return make("squeeze", () -> handle().squeeze(dimension));
    }

    /** A view that repeats dimensions of length 1; −1 leaves a length as it is. */
    public Tensor expand(long... lengths) {
        return make("expand to " + Arrays.toString(lengths), () -> handle().expand(lengths));
    }

    /** A view of all runs of {@code length} neighbours along a dimension, which becomes their start; a run is the new last one. */
    public Tensor windows(int dimension, long length) {
        return make("windows of " + length, () -> handle().unfold(dimension, length, 1));
    }

    /** The elements of one dimension in reverse. */
    public Tensor reverse(int dimension) {
        return make("reverse", () -> handle().flip(dimension));
    }

    /** Every element of one dimension {@code times} times in a row. */
    public Tensor repeatInterleave(int dimension, long times) {
        var lengths = shape();
        int d = at(dimension);
        var wide = new long[lengths.length + 1];
        System.arraycopy(lengths, 0, wide, 0, d + 1);
        wide[d + 1] = times;
        System.arraycopy(lengths, d + 1, wide, d + 2, lengths.length - d - 1);
        lengths[d] *= times;
        return unsqueeze(d + 1).expand(wide).reshape(lengths);
    }

    /** The elements in the order of their indices in memory; the tensor itself if they lie so. */
    public Tensor contiguous() {
        return isContiguous() ? this : make("contiguous", () -> handle().contiguous());
    }

    /** The elements with channels last in memory: for {@code (b, c, h, w)} or {@code (b, c, f, h, w)}. */
    public Tensor channelsLast() {
        return make(
                "channelsLast",
                () -> handle().contiguous(rank() == 5 ? MemoryFormat.ChannelsLast3d : MemoryFormat.ChannelsLast));
    }

    /** Pads with {@code value}: pairs of before and after, from the last dimension on. */
    public Tensor pad(double value, long... pairs) {
        return make("pad " + Arrays.toString(pairs), () -> {
            try (var scalar = new Scalar(value)) {
                return constant_pad_nd(handle(), pairs, scalar);
            }
        });
    }

    /** Tensors one behind the other along a dimension. */
    public static Tensor cat(int dimension, Tensor... parts) {
        return cat(dimension, List.of(parts));
    }

    /** Tensors one behind the other along a dimension. */
    public static Tensor cat(int dimension, List<Tensor> parts) {
        return make("cat", parts, () -> {
            try (var vector = vector(parts)) {
                return org.bytedeco.pytorch.global.torch.cat(vector, dimension);
            }
        });
    }

    /** Tensors of one shape along a new dimension. */
    public static Tensor stack(int dimension, List<Tensor> parts) {
        return make("stack", parts, () -> {
            try (var vector = vector(parts)) {
                return org.bytedeco.pytorch.global.torch.stack(vector, dimension);
            }
        });
    }

    // Reckoning

    /** The sum, broadcast. */
    public Tensor add(Tensor other) {
        return make("add", () -> handle().add(other.handle()), other);
    }

    public Tensor add(double value) {
        return withScalar("add", value, s -> handle().add(s));
    }

    public Tensor addInPlace(Tensor other) {
        return change("addInPlace", () -> handle().add_(other.handle()), other);
    }

    public Tensor addInPlace(double value) {
        return change("addInPlace", () -> {
            try (var scalar = new Scalar(value)) {
                handle().add_(scalar);
            }
        });
    }

    /** Adds {@code factor · other}, in one pass. */
    public Tensor addInPlace(Tensor other, double factor) {
        return change(
                "addInPlace",
                () -> {
                    try (var scalar = new Scalar(factor)) {
                        handle().add_(other.handle(), scalar);
                    }
                },
                other);
    }

    /** Writes {@code first + factor · second} over this tensor, in one pass. */
    public Tensor setToSum(Tensor first, Tensor second, double factor) {
        return change(
                "setToSum",
                () -> {
                    try (var scalar = new Scalar(factor)) {
                        add_out(handle(), first.handle(), second.handle(), scalar);
                    }
                },
                first,
                second);
    }

    /** This plus {@code first · second}, in one pass. */
    public Tensor addProduct(Tensor first, Tensor second) {
        return make("addProduct", () -> handle().addcmul(first.handle(), second.handle()), first, second);
    }

    /** Adds {@code first · second}, in one pass. */
    public Tensor addProductInPlace(Tensor first, Tensor second) {
        return change("addProductInPlace", () -> handle().addcmul_(first.handle(), second.handle()), first, second);
    }

    /** The difference, broadcast. */
    public Tensor sub(Tensor other) {
        return make("sub", () -> handle().sub(other.handle()), other);
    }

    public Tensor sub(double value) {
        return add(-value);
    }

    /** The product of elements, broadcast. */
    public Tensor mul(Tensor other) {
        return make("mul", () -> handle().mul(other.handle()), other);
    }

    public Tensor mul(double value) {
        return withScalar("mul", value, s -> handle().mul(s));
    }

    public Tensor mulInPlace(Tensor other) {
        return change("mulInPlace", () -> handle().mul_(other.handle()), other);
    }

    public Tensor mulInPlace(double value) {
        return change("mulInPlace", () -> {
            try (var scalar = new Scalar(value)) {
                handle().mul_(scalar);
            }
        });
    }

    /** The quotient of elements, broadcast. */
    public Tensor div(Tensor other) {
        return make("div", () -> handle().div(other.handle()), other);
    }

    public Tensor div(double value) {
        return withScalar("div", value, s -> handle().div(s));
    }

    public Tensor neg() {
        return make("neg", () -> handle().neg());
    }

    public Tensor abs() {
        return make("abs", () -> handle().abs());
    }

    public Tensor square() {
        return make("square", () -> handle().square());
    }

    public Tensor sqrt() {
        return make("sqrt", () -> handle().sqrt());
    }

    /** One over the square root. */
    public Tensor rsqrt() {
        return make("rsqrt", () -> handle().rsqrt());
    }

    public Tensor exp() {
        return make("exp", () -> handle().exp());
    }

    public Tensor log() {
        return make("log", () -> handle().log());
    }

    public Tensor sin() {
        return make("sin", () -> handle().sin());
    }

    public Tensor cos() {
        return make("cos", () -> handle().cos());
    }

    /** The nearest whole numbers, halves to the even one. */
    public Tensor round() {
        return make("round", () -> handle().round());
    }

    /** The values held between two bounds. */
    public Tensor clamp(double low, double high) {
        return make("clamp", () -> {
            try (var least = new Scalar(low);
                    var most = new Scalar(high)) {
                return handle().clamp_min(least).clamp_max_(most);
            }
        });
    }

    /** Raises the values that are lower to {@code low}. */
    public Tensor atLeastInPlace(double low) {
        return change("atLeastInPlace", () -> {
            try (var least = new Scalar(low)) {
                handle().clamp_min_(least);
            }
        });
    }

    /** The Euclidean length of the vectors along one dimension, which is kept with length 1. */
    public Tensor length(int dimension) {
        return make("length", () -> {
            try (var two = new Scalar(2.0);
                    var order = new ScalarOptional(two)) {
                return handle().norm(order, new long[] {dimension}, true);
            }
        });
    }

    /** The sum over everything: a tensor without dimensions. */
    public Tensor sum() {
        return make("sum", () -> handle().sum());
    }

    /** The mean over everything: a tensor without dimensions. */
    public Tensor mean() {
        return make("mean", () -> handle().mean());
    }

    /** The mean over one dimension, which is kept with length 1. */
    public Tensor mean(int dimension) {
        return make("mean", () -> {
            try (var none = new ScalarTypeOptional()) {
                return handle().mean(new long[] {dimension}, true, none);
            }
        });
    }

    /** The standard deviation over everything, of the sample: a tensor without dimensions. */
    public Tensor deviation() {
        return make("deviation", () -> handle().std());
    }

    /** The largest element: a tensor without dimensions. */
    public Tensor largest() {
        return make("largest", () -> handle().max());
    }

    // Networks

    /** The matrix product, batched over the leading dimensions: {@code (…, n, k) · (…, k, m) → (…, n, m)}. */
    public Tensor matmul(Tensor other) {
        return make("matmul", () -> handle().matmul(other.handle()), other);
    }

    /** {@code x · weightᵀ + bias}: {@code (…, in) → (…, out)}, for a weight {@code (out, in)}, all of one type. */
    public Tensor linear(Tensor weight, @Nullable Tensor bias) {
        return make(
                "linear",
                () -> {
                    try (var b = optional(bias)) {
                        return org.bytedeco.pytorch.global.torch.linear(handle(), weight.handle(), b);
                    }
                },
                weight);
    }

    /**
     * Writes {@code bias + x · w} over this matrix, which may be a view with gaps between its rows.
     *
     * @param bias {@code (m)} or {@code (n, m)}
     * @param x {@code (n, k)}
     * @param w {@code (k, m)}
     */
    public Tensor setToProduct(@Nullable Tensor bias, Tensor x, Tensor w) {
        return bias == null
                ? change("setToProduct", () -> mm_out(handle(), x.handle(), w.handle()), x, w)
                : change("setToProduct", () -> addmm_out(handle(), bias.handle(), x.handle(), w.handle()), bias, x, w);
    }

    /** Softmax over one dimension. */
    public Tensor softmax(int dimension) {
        return make("softmax", () -> org.bytedeco.pytorch.global.torch.softmax(handle(), dimension));
    }

    /** {@code 1 / (1 + exp(−x))}. */
    public Tensor sigmoid() {
        return make("sigmoid", () -> handle().sigmoid());
    }

    /** {@code x · sigmoid(x)}. */
    public Tensor silu() {
        return make("silu", () -> org.bytedeco.pytorch.global.torch.silu(handle()));
    }

    public Tensor siluInPlace() {
        return change("siluInPlace", () -> silu_(handle()));
    }

    /** GELU with the tanh approximation. */
    public Tensor geluTanh() {
        return make("geluTanh", () -> gelu(handle(), "tanh"));
    }

    public Tensor geluTanhInPlace() {
        return change("geluTanhInPlace", () -> gelu_(handle(), "tanh"));
    }

    /** GELU by the error function. */
    public Tensor geluErf() {
        return make("geluErf", () -> gelu(handle(), "none"));
    }

    /** Layer normalisation over the last dimension; without {@code weight} and {@code bias} it is not affine. */
    public Tensor layerNorm(@Nullable Tensor weight, @Nullable Tensor bias, double epsilon) {
        return make("layerNorm", () -> {
            try (var w = optional(weight);
                    var b = optional(bias)) {
                return layer_norm(handle(), new long[] {size(-1)}, w, b, epsilon, false);
            }
        });
    }

    /** Root-mean-square normalisation over the last dimension: {@code x / √(mean(x²) + ε) · weight}. */
    public Tensor rmsNorm(@Nullable Tensor weight, double epsilon) {
        return make("rmsNorm", () -> {
            try (var w = optional(weight);
                    var e = new DoubleOptional(epsilon)) {
                return rms_norm(handle(), new long[] {size(-1)}, w, e);
            }
        });
    }

    /** {@link #rmsNorm} over this tensor, which takes no other memory of its size. */
    public Tensor rmsNormInPlace(Tensor weight, double epsilon) {
        Scope.run(() -> mulInPlace(
                        length(-1).square().mul(1.0 / size(-1)).add(epsilon).rsqrt())
                .mulInPlace(weight));
        return this;
    }

    /**
     * Multiplies neighbouring pairs of the last dimension as complex numbers, which turns each by an angle.
     *
     * @param turns {@code (…, d / 2, 2)}, cosine and sine, broadcast to this {@code (…, d)}; both contiguous 32-bit floats
     */
    public Tensor rotateInPlace(Tensor turns) {
        var pairs = Arrays.copyOf(shape, shape.length + 1);
        pairs[shape.length - 1] /= 2;
        pairs[shape.length] = 2;
        return change(
                "rotateInPlace",
                () -> {
                    try (var real = handle().view(pairs);
                            var complex = view_as_complex(real);
                            var factors = view_as_complex(turns.handle())) {
                        complex.mul_(factors);
                    }
                },
                turns);
    }

    /**
     * Scaled dot-product attention, whole: {@code softmax(q · kᵀ · scale + mask) · v}.
     *
     * @param key {@code (b, heads, m, d)}, for this as the query {@code (b, heads, n, d)}
     * @param value {@code (b, heads, m, e)}
     * @param mask added to the scores, broadcast to {@code (b, heads, n, m)}
     */
    public Tensor attention(Tensor key, Tensor value, @Nullable Tensor mask, double scale) {
        return make(
                "attention",
                () -> {
                    try (var m = optional(mask);
                            var s = new DoubleOptional(scale)) {
                        return scaled_dot_product_attention(
                                handle(), key.handle(), value.handle(), m, 0.0, false, s, false);
                    }
                },
                key,
                value);
    }

    /** Convolution of {@code (b, c, h, w)} by {@code (out, c, kh, kw)}, padded with zeros on all sides alike. */
    public Tensor conv2d(Tensor weight, @Nullable Tensor bias, long[] stride, long[] padding) {
        return make(
                "conv2d",
                () -> {
                    try (var b = optional(bias)) {
                        return org.bytedeco.pytorch.global.torch.conv2d(
                                handle(), weight.handle(), b, stride, padding, new long[] {1, 1}, 1);
                    }
                },
                weight);
    }

    /** Convolution of {@code (b, c, f, h, w)} by {@code (out, c, kf, kh, kw)}, padded with zeros on all sides alike. */
    public Tensor conv3d(Tensor weight, @Nullable Tensor bias, long[] stride, long[] padding) {
        return make(
                "conv3d",
                () -> {
                    try (var b = optional(bias)) {
                        return org.bytedeco.pytorch.global.torch.conv3d(
                                handle(), weight.handle(), b, stride, padding, new long[] {1, 1, 1}, 1);
                    }
                },
                weight);
    }

    /** {@code (b, c, h, w)} enlarged by a whole factor, every pixel repeated. */
    public Tensor enlarge(int factor) {
        return make("enlarge", () -> upsample_nearest2d(handle(), size(2) * factor, size(3) * factor));
    }

    /** The rows of this table {@code (rows, …)} at {@code indices}: {@code (indices…, …)}. */
    public Tensor rows(Tensor indices) {
        return make("rows", () -> embedding(handle(), indices.handle()), indices);
    }

    // Lifetime

    Scope scope() {
        return scope;
    }

    void moveTo(Scope other) {
        scope = other;
    }

    void free() {
        if (!freed) {
            freed = true;
            handle.close();
        }
    }

    /** Frees the tensor before its scope closes. */
    @Override
    public void close() {
        scope.forget(this);
        free();
    }

    /** The type and the shape, such as {@code f32 (1, 16, 5, 30, 52)}. */
    @Override
    public String toString() {
        var lengths = Arrays.toString(shape);
        return type.word() + " (" + lengths.substring(1, lengths.length() - 1) + ")";
    }

    org.bytedeco.pytorch.Tensor handle() {
        if (freed) {
            throw new IllegalStateException(this + " was freed with its scope");
        }
        return handle;
    }

    static Tensor create(String operation, long[] shape, Supplier<org.bytedeco.pytorch.Tensor> call) {
        try {
            return new Tensor(call.get());
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(operation, Arrays.toString(shape) + ": " + reason(e));
        }
    }

    private Tensor make(String operation, Supplier<org.bytedeco.pytorch.Tensor> call, Tensor... others) {
        try {
            return new Tensor(call.get());
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(operation, operands(this, others) + ": " + reason(e));
        }
    }

    private static Tensor make(String operation, List<Tensor> parts, Supplier<org.bytedeco.pytorch.Tensor> call) {
        try {
            return new Tensor(call.get());
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(operation, parts + ": " + reason(e));
        }
    }

    private Tensor change(String operation, Runnable call, Tensor... others) {
        try {
            call.run();
            return this;
        } catch (IllegalStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(operation, operands(this, others) + ": " + reason(e));
        }
    }

    private interface ScalarCall {
        org.bytedeco.pytorch.Tensor with(Scalar scalar);
    }

    private Tensor withScalar(String operation, double value, ScalarCall call) {
        return make(operation, () -> {
            try (var scalar = new Scalar(value)) {
                return call.with(scalar);
            }
        });
    }

    private int at(int dimension) {
        int d = dimension < 0 ? dimension + shape.length : dimension;
        if (d < 0 || d >= shape.length) {
            throw fault("size", "%s has no dimension %d".formatted(this, dimension));
        }
        return d;
    }

    private static long count(long[] shape) {
        long count = 1;
        for (long length : shape) {
            count = Math.multiplyExact(count, length);
        }
        return count;
    }

    private static TensorOptional optional(@Nullable Tensor tensor) {
        return tensor == null ? new TensorOptional() : new TensorOptional(tensor.handle());
    }

    private static TensorVector vector(List<Tensor> parts) {
        return new TensorVector(parts.stream().map(Tensor::handle).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }

    private static TensorOptions options(DataType type) {
        return new TensorOptions(type.scalar());
    }

    private static String operands(Tensor first, Tensor... others) {
        var text = new StringBuilder(first.toString());
        for (var other : others) {
            text.append(" with ").append(other);
        }
        return text.toString();
    }

    private static String reason(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static ShotwrightException fault(String operation, String what) {
        return new ShotwrightException(ErrorCode.INTERNAL, operation, operation + " of " + what);
    }
}
