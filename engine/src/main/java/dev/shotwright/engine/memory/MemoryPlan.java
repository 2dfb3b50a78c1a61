package dev.shotwright.engine.memory;

import dev.shotwright.models.wan.WanVaeTiles;
import dev.shotwright.tensor.weights.Residency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run will hold in memory.
 *
 * @param transformer where the transformer's parameters are held
 * @param tiles the tiles that frames are decoded and encoded by; null for whole frames
 * @param phases what each part of the run needs, in the order of the run
 */
public record MemoryPlan(Residency transformer, @Nullable WanVaeTiles tiles, List<Phase> phases) {

    public MemoryPlan {
        phases = List.copyOf(phases);
    }

    /**
     * A part of a run.
     *
     * @param name such as {@code text}
     * @param held what is held meanwhile, in words
     * @param bytes of memory of its own; mapped files come and go beside it
     */
    public record Phase(String name, String held, long bytes) {}

    /** The most memory that the run will hold at a time. */
    public ByteSize peak() {
        return new ByteSize(phases.stream().mapToLong(Phase::bytes).max().orElse(0));
    }
}
