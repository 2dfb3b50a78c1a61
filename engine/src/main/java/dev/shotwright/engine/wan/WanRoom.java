package dev.shotwright.engine.wan;

import dev.shotwright.models.wan.WanConfig;
import dev.shotwright.models.wan.WanTransformerRoom;
import dev.shotwright.models.wan.WanVae.Half;
import dev.shotwright.models.wan.WanVaeRoom;
import dev.shotwright.models.wan.WanVaeTiles;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of its own that each part of a run takes, in bytes: reckoned, and fitted to what was measured (docs/measurements.md). */
final class WanRoom {
    /** The Java machine, libtorch, OpenBLAS and what lies about in small pieces. */
    private static final long GROUND = 190L << 20;

    private static final int FLOAT = 4;
    private static final int COLOURS = 3;
    private static final int TEXT_WIDTHS = 4;
    private static final long WIDENED = 3L << 22; // bytes of a weight at once, for few tokens
    private static final long WIDENED_FOR_MANY = 1L << 28;
    private static final long MANY = 1000;
    private static final int LATENTS = 8; // noise, sample, flows, what the sampler remembers
    private static final int CHUNK = 4 * COLOURS * FLOAT; // bytes of one pixel of four frames
    private static final int SENT =
            120; // bytes of one pixel: a frame on its way out, and those that an encoder looks ahead
    private static final int CLIP_WIDTHS = 12;

    private final WanCall call;
    private final WanParts parts;

    WanRoom(WanCall call, WanParts parts) {
        this.call = call;
        this.parts = parts;
    }

    /** Encoding the prompts, layer by layer. */
    long text() {
        var text = parts.text();
        long tokens = prompts().stream().mapToLong(rows -> rows).sum();
        long widest = (long) text.width() * text.hidden() * FLOAT;
        return GROUND
                + tokens * ((long) TEXT_WIDTHS * text.width() + 3L * text.hidden()) * FLOAT
                + Math.min(widest, tokens > MANY ? WIDENED_FOR_MANY : WIDENED);
    }

    /** Encoding the first and last frame, by both encoders. */
    long pictures(@Nullable WanVaeTiles tiles) {
        var clip = parts.clip();
        long tokens = clip == null ? 0 : (long) pictureCount() * clip.tokens();
        long seen =
                clip == null ? 0 : tokens * ((long) CLIP_WIDTHS * clip.width() + 2L * clip.hidden()) * FLOAT + WIDENED;
        return Math.max(GROUND + seen, coding(tiles, List.of(Half.ENCODER)));
    }

    /** The steps, without the transformer's weights. */
    long steps(DataType stored, Arithmetic arithmetic) {
        var clip = parts.clip();
        long pictures = clip == null ? 0 : (long) pictureCount() * clip.tokens();
        var room = WanTransformerRoom.of(parts.transformer(), stored, arithmetic, call.tokens(), prompts(), pictures);
        return GROUND + room.kept() + room.passing() + latents();
    }

    /** Decoding. */
    long frames(@Nullable WanVaeTiles tiles) {
        return coding(tiles, List.of(Half.DECODER));
    }

    /** The largest of some ways through the autoencoder. */
    long coding(@Nullable WanVaeTiles tiles, List<Half> halves) {
        return halves.stream().mapToLong(half -> coding(tiles, half)).max().orElse(0);
    }

    private long coding(@Nullable WanVaeTiles tiles, Half half) {
        long pixels = (long) call.height() * call.width();
        long height = tiles == null ? call.height() : Math.min(call.height(), tiles.height());
        long width = tiles == null ? call.width() : Math.min(call.width(), tiles.width());
        var room = WanVaeRoom.of(parts.vae(), half, height, width);
        long base = GROUND + latents();
        return switch (half) {
            case ENCODER -> base + room.bytes() + pixels * (2 * CHUNK + 2 * COLOURS * FLOAT);
            case DECODER -> {
                long whole = room.bytes() + height * width * 2 * CHUNK;
                yield tiles == null
                        ? base + whole + pixels * SENT
                        : base + Math.max(whole, room.weights() + pixels * (5 * CHUNK + SENT));
            }
        };
    }

    private long latents() {
        var model = parts.transformer();
        long places = (long) call.latentFrames() * call.latentHeight() * call.latentWidth();
        return places
                * ((long) LATENTS * model.outChannels() + 2L * (model.inChannels() - model.outChannels()))
                * FLOAT;
    }

    /** About how many tokens each prompt has: hardly ever more than characters. */
    private List<Integer> prompts() {
        var rows = new ArrayList<Integer>();
        rows.add(tokens(call.prompt()));
        if (call.guided()) {
            rows.add(tokens(call.negative()));
        }
        return rows;
    }

    private static int tokens(String prompt) {
        return Math.min(WanConfig.TEXT_LENGTH, prompt.codePointCount(0, prompt.length()) + 1);
    }

    private int pictureCount() {
        return call.first() == null ? 0 : call.last() == null ? 1 : 2;
    }
}
