package dev.shotwright.tensor;

import dev.shotwright.vocabulary.Spelled;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** Where a tensor lies and is computed. */
public enum Device implements Spelled {
    CPU("cpu", DeviceType.CPU),
    CUDA("cuda", DeviceType.CUDA);

    private final String word;
    private final DeviceType type;

    Device(String word, DeviceType type) {
        this.word = word;
        this.type = type;
    }

    @Override
    public String word() {
        return word;
    }

    /** Whether this machine, and the libtorch that was built in, has it. */
    public boolean present() {
        return switch (this) {
            case CPU -> true;
            case CUDA -> torch.cuda_is_available();
        };
    }

    DeviceType type() {
        return type;
    }
}
