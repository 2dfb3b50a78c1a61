package dev.shotwright.engine.machine;

import java.util.List;

/**
 * A machine and what it was measured to do.
 *
 * @param cpu its processor's name
 * @param features those of its instruction sets that matter here, such as {@code avx2} and {@code amx_bf16}
 * @param cores how many threads it runs at once
 * @param library the libtorch that measured
 * @param disk the one that models are kept on
 */
public record Machine(String cpu, List<String> features, int cores, String library, Rates rates, Disk disk) {

    public Machine {
        features = List.copyOf(features);
    }

    /** Whether another description is of the same machine and library, so that its measurements hold here. */
    boolean same(Machine other) {
        return cpu.equals(other.cpu)
                && features.equals(other.features)
                && cores == other.cores
                && library.equals(other.library);
    }
}
