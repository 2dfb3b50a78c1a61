package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.engine.memory.MemoryPlan;
import dev.shotwright.engine.memory.MemoryPlan.Phase;
import dev.shotwright.models.wan.WanVaeTiles;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what is resident, what is streamed and what is tiled, so that a run stays within a budget. */
final class WanMemory {
    /** What the Java machine, the libraries and small tensors take. */
    private static final long GROUND = 300L << 20;

    private static final int FLOAT = 4;
    private static final int WIDTHS = 9;
    private static final long FEED_FORWARD = 1L << 26;
    private static final long TEXT = 64L << 20;
    private static final long VAE_PIXEL = 50_000;
    private static final int VAE_BASE = 96;
    private static final int TEXT_KEYS = 128;

    private WanMemory() {}

    /** @throws ShotwrightException with {@code REFUSED} if the run cannot fit, naming what would */
    static MemoryPlan plan(WanCall call, Checkpoint checkpoint, WanParts parts, Precision precision, ByteSize budget) {
        var residency = Residency.streamed();
        long held = 0;
        long stored;
        try (var source = Safetensors.open(checkpoint.transformer().weights())) {
            stored = source.names().stream().mapToLong(source::bytes).sum();
            long resident = resident(source, precision.storage());
            long steps = GROUND + activations(call, parts);
            if (steps + resident <= budget.bytes()) {
                boolean asStored = resident == stored;
                residency = asStored ? Residency.mapped() : Residency.resident(precision.storage());
                held = asStored ? 0 : resident;
            }
        }
        var tiles = tiles(call, parts, budget);
        var phases = new ArrayList<Phase>();
        phases.add(phase("text", GROUND + TEXT, "the text encoder is streamed from its file"));
        if (call.first() != null) {
            phases.add(phase("pictures", GROUND + frames(call, parts, tiles), tiled("pictures are encoded", tiles)));
        }
        phases.add(phase("steps", GROUND + activations(call, parts) + held, transformer(residency, stored, held)));
        phases.add(phase("frames", GROUND + frames(call, parts, tiles), tiled("frames are decoded", tiles)));
        var plan = new MemoryPlan(residency, tiles, phases);
        if (plan.peak().bytes() > budget.bytes()) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "--memory",
                    "%dx%d of %d frames takes %s and --memory is %s; %s would fit"
                            .formatted(
                                    call.width(),
                                    call.height(),
                                    call.frames(),
                                    plan.peak(),
                                    budget,
                                    fitting(call, parts, budget)));
        }
        return plan;
    }

    private static Phase phase(String name, long bytes, String held) {
        return new Phase(name, "%s, at most %s".formatted(held, new ByteSize(bytes)), bytes);
    }

    private static String transformer(Residency residency, long stored, long held) {
        return switch (residency) {
            case Residency.Mapped _ ->
                "the transformer is read in place from its mapped file of " + new ByteSize(stored);
            case Residency.Streamed _ ->
                "the transformer is streamed block by block from its mapped file of " + new ByteSize(stored);
            case Residency.Resident(var type) ->
                "the transformer is held as %s, %s".formatted(type.word(), new ByteSize(held));
        };
    }

    private static String tiled(String what, @Nullable WanVaeTiles tiles) {
        return tiles == null ? what + " whole" : what + " by tiles of %dx%d".formatted(tiles.width(), tiles.height());
    }

    private static long resident(TensorSource source, DataType storage) {
        long bytes = 0;
        for (var name : source.names()) {
            boolean narrowed =
                    source.shape(name).length > 1 && source.type(name).bytes() > storage.bytes();
            bytes += narrowed ? source.bytes(name) / source.type(name).bytes() * storage.bytes() : source.bytes(name);
        }
        return bytes;
    }

    /** The transformer's tokens on their way, and the keys and values of the prompts. */
    private static long activations(WanCall call, WanParts parts) {
        var model = parts.transformer();
        long tokens = call.tokens();
        long prompts = (call.guided() ? 2L : 1L) * model.numLayers() * 2 * TEXT_KEYS * model.dim() * FLOAT;
        long hidden = 2 * Math.min(FEED_FORWARD, tokens * model.ffnDim()) * FLOAT;
        return tokens * (WIDTHS * model.dim() + model.attentionHeadDim()) * FLOAT + hidden + prompts;
    }

    /** What the autoencoder holds of the pictures that it is at: measured by pixel of its full size. */
    private static long frames(WanCall call, WanParts parts, @Nullable WanVaeTiles tiles) {
        long height = tiles == null ? call.height() : Math.min(call.height(), tiles.height());
        long width = tiles == null ? call.width() : Math.min(call.width(), tiles.width());
        return height * width * VAE_PIXEL * parts.vae().baseDim() / VAE_BASE;
    }

    private static @Nullable WanVaeTiles tiles(WanCall call, WanParts parts, ByteSize budget) {
        return GROUND + frames(call, parts, null) <= budget.bytes() ? null : WanVaeTiles.USUAL;
    }

    /** The largest clip of the same shape that fits. */
    private static String fitting(WanCall call, WanParts parts, ByteSize budget) {
        for (int frames = call.frames(); frames >= 1; frames -= WanCall.PACE) {
            for (var scale : List.of(4, 3, 2, 1)) {
                int w = Math.max(WanCall.GRAIN, call.width() * scale / 4 / WanCall.GRAIN * WanCall.GRAIN);
                int h = Math.max(WanCall.GRAIN, call.height() * scale / 4 / WanCall.GRAIN * WanCall.GRAIN);
                var smaller = new WanCall(
                        call.prompt(),
                        call.negative(),
                        w,
                        h,
                        frames,
                        call.fps(),
                        call.steps(),
                        call.guidance(),
                        call.sampler(),
                        call.seed(),
                        call.first(),
                        call.last());
                var tiles = tiles(smaller, parts, budget);
                long most = GROUND + Math.max(activations(smaller, parts), frames(smaller, parts, tiles));
                if (most <= budget.bytes()) {
                    return "%dx%d of %d frames".formatted(w, h, frames);
                }
            }
        }
        return "nothing of this model";
    }
}
