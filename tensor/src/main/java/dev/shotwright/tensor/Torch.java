package dev.shotwright.tensor;

import dev.shotwright.tensor.compute.OpenBlas;
import org.bytedeco.pytorch.global.torch;

/** The libtorch that is loaded. */
public final class Torch {
    private Torch() {}

    /** Its version, the instruction set that its kernels were chosen for, and what multiplies: {@code libtorch 2.10.0, AVX2, OpenBLAS}. */
    public static String version() {
        var version = torch.class.getPackage().getImplementationVersion();
        try (var capability = torch.get_cpu_capability()) {
            return "libtorch %s, %s, %s"
                    .formatted(version == null ? "" : version, capability.getString(), OpenBlas.word());
        }
    }
}
