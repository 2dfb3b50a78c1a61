package dev.shotwright.tensor;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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

    /** The devices that a model can be computed on here. */
    public static List<Device> here() {
        return Arrays.stream(values()).filter(Device::present).toList();
    }

    /**
     * This device, if a model can be computed on it here.
     *
     * @param option names it in the message
     */
    public Device required(String option) {
        if (!present()) {
            throw ShotwrightException.invalid(
                    option,
                    word,
                    here().stream().map(Device::word).collect(Collectors.joining(" or "))
                            + " here; cuda takes an NVIDIA GPU with its driver on Linux x86-64, and a Shotwright built"
                            + " by mvn package -P cuda");
        }
        return this;
    }

    DeviceType type() {
        return type;
    }
}
