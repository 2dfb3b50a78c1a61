package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.engine.memory.MemoryPlan;
import dev.shotwright.engine.memory.MemoryPlan.Phase;
import dev.shotwright.models.wan.WanVae.Half;
import dev.shotwright.models.wan.WanVaeTiles;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides what is resident, what is streamed and what is tiled, so that a run stays within a budget. */
final class WanMemory {
    private static final int OVERLAP = 64; // pixels, as far as the reference's tiles overlap
    private static final int TILE_STEP = 128;
    private static final int LARGEST_TILE = 2048;

    private final WanParts parts;
    private final Arithmetic arithmetic;
    private final ByteSize budget;
    private final long stored;
    private final long resident;
    private final DataType matrices;

    private WanMemory(
            Checkpoint checkpoint, WanParts parts, Precision precision, Arithmetic arithmetic, ByteSize budget) {
        this.parts = parts;
        this.arithmetic = arithmetic;
        this.budget = budget;
        try (var source = Safetensors.open(checkpoint.transformer().weights())) {
            stored = source.names().stream().mapToLong(source::bytes).sum();
            resident = resident(source, precision.storage());
            matrices = matrices(source);
        }
    }

    /** @throws ShotwrightException with {@code REFUSED} if the run cannot fit, naming what would */
    static MemoryPlan plan(
            WanCall call,
            Checkpoint checkpoint,
            WanParts parts,
            Precision precision,
            Arithmetic arithmetic,
            ByteSize budget) {
        var memory = new WanMemory(checkpoint, parts, precision, arithmetic, budget);
        var plan = memory.plan(call, precision.storage());
        if (plan.peak().bytes() <= budget.bytes()) {
            return plan;
        }
        throw new ShotwrightException(
                ErrorCode.REFUSED,
                "--memory",
                "%dx%d of %d frames takes %s and --memory is %s; %s"
                        .formatted(
                                call.width(),
                                call.height(),
                                call.frames(),
                                plan.peak(),
                                budget,
                                memory.fitting(call, precision.storage())));
    }

    private MemoryPlan plan(WanCall call, DataType storage) {
        var room = new WanRoom(call, parts);
        var residency = Residency.streamed();
        long held = 0;
        long steps = room.steps(matrices, arithmetic);
        boolean asStored = resident == stored;
        var type = asStored ? matrices : storage;
        if (asStored ? steps + stored <= budget.bytes() : room.steps(type, arithmetic) + resident <= budget.bytes()) {
            residency = asStored ? Residency.mapped() : Residency.resident(storage);
            steps = room.steps(type, arithmetic);
            held = asStored ? 0 : resident;
        }
        var tiles = tiles(call, room);
        var phases = new ArrayList<Phase>();
        phases.add(phase("text", room.text(), "the text encoder is streamed from its file"));
        if (call.first() != null) {
            phases.add(phase("picture", room.pictures(tiles), tiled("pictures are encoded", tiles)));
        }
        phases.add(phase("denoise", steps + held, transformer(residency, stored, held)));
        phases.add(phase("decode", room.frames(tiles), tiled("frames are decoded", tiles)));
        return new MemoryPlan(residency, tiles, phases);
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

    private static DataType matrices(TensorSource source) {
        return source.names().stream()
                .filter(name -> source.shape(name).length == 2)
                .findFirst()
                .map(source::type)
                .orElse(DataType.F32);
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

    /** None where whole pictures fit; else the largest square ones that do, and the reference's where none does. */
    private @Nullable WanVaeTiles tiles(WanCall call, WanRoom room) {
        if (room.coding(null, halves(call)) <= budget.bytes()) {
            return null;
        }
        return IntStream.iterate(LARGEST_TILE, side -> side > WanVaeTiles.USUAL.height(), side -> side - TILE_STEP)
                .filter(side -> side < Math.max(call.height(), call.width()))
                .mapToObj(side -> new WanVaeTiles(side, side, side - OVERLAP, side - OVERLAP))
                .filter(tiles -> room.coding(tiles, halves(call)) <= budget.bytes())
                .findFirst()
                .orElse(WanVaeTiles.USUAL);
    }

    private static List<Half> halves(WanCall call) {
        return call.first() == null ? List.of(Half.DECODER) : List.of(Half.ENCODER, Half.DECODER);
    }

    /** What would fit: the largest clip of the same shape, or the least memory for one. */
    private String fitting(WanCall call, DataType storage) {
        for (int frames = call.frames(); frames >= 1; frames -= WanCall.PACE) {
            for (int scale = 4; scale >= 1; scale--) {
                var smaller = call.sized(reduced(call.width(), scale), reduced(call.height(), scale), frames);
                if (plan(smaller, storage).peak().bytes() <= budget.bytes()) {
                    return "%dx%d of %d frames would fit".formatted(smaller.width(), smaller.height(), frames);
                }
            }
        }
        var least = plan(call.sized(WanCall.GRAIN, WanCall.GRAIN, 1), storage).peak();
        return "nothing of this model would fit, its smallest picture takes " + least;
    }

    private static int reduced(int side, int quarters) {
        return Math.max(WanCall.GRAIN, side * quarters / 4 / WanCall.GRAIN * WanCall.GRAIN);
    }
}
