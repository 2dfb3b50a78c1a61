package dev.shotwright.tensor;

import org.bytedeco.pytorch.global.torch;

/** The libtorch that is loaded. */
public final class Torch {
    private Torch() {}

    /** Its version, and the instruction set that its kernels were chosen for, such as {@code libtorch 2.10.0, AVX2}. */
    public static String version() {
        var version = torch.class.getPackage().getImplementationVersion();
        try (var capability = torch.get_cpu_capability()) {
            return "libtorch %s, %s".formatted(version == null ? "" : version, capability.getString());
        }
    }
}
