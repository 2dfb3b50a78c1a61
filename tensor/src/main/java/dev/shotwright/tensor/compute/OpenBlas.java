package dev.shotwright.tensor.compute;

import java.util.function.Supplier;
import org.bytedeco.openblas.global.openblas;

/** The threads of OpenBLAS, which multiplies the matrices of 32-bit floats for libtorch. */
public final class OpenBlas {
    private OpenBlas() {}

    /** How many threads it runs when nobody says otherwise. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Does work with another number of threads, and goes back to all of them. */
    public static <T> T withThreads(int threads, Supplier<T> work) {
        openblas.blas_set_num_threads(threads);
        try {
            return work.get();
        } finally {
            openblas.blas_set_num_threads(cores());
        }
    }
}
