package dev.shotwright.tensor.compute;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas;

/**
 * The threads of OpenBLAS, which multiplies the matrices of 32-bit floats for libtorch. Where MKL is loaded in its place there is
 * nothing to say: MKL sees by itself that it is called from libtorch's threads.
 */
public final class OpenBlas {
    private static final String REPLACEMENT = System.getProperty("org.bytedeco.openblas.load", "");

    private OpenBlas() {}

    /** The library that multiplies: {@code OpenBLAS}, or {@code MKL} in its place. */
    public static String word() {
        return replaced() ? "MKL" : "OpenBLAS";
    }

    /** How many threads it runs when nobody says otherwise. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Does work with another number of threads, and goes back to all of them. */
    public static <T> T withThreads(int threads, Supplier<T> work) {
        if (replaced()) {
            return work.get();
        }
        openblas.blas_set_num_threads(threads);
        try {
            return work.get();
        } finally {
            openblas.blas_set_num_threads(cores());
        }
    }

    private static boolean replaced() {
        return REPLACEMENT.startsWith("mkl");
    }
}
