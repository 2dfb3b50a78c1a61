package dev.shotwright.engine.wan;

import dev.shotwright.engine.machine.Rates;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.compute.Arithmetic;
import java.util.Locale;

/** How long a clip will take here, reckoned from the operations that it takes and the rates that this machine was measured at. */
final class WanForecast {
    private static final int TEXT = 64;
    private static final double OPERATIONS_A_PIXEL = 9.4e6;
    private static final int BASE = 96;
    private static final double GIGA = 1e9;
    private static final int QUICK_STEPS = 8;
    private static final double WORTH_A_HINT = 600;

    private final WanParts parts;
    private final double linear;
    private final double attention;
    private final double convolution;

    WanForecast(WanParts parts, Rates rates, Arithmetic arithmetic) {
        this.parts = parts;
        this.linear = GIGA * (arithmetic.linear() == DataType.BF16 ? rates.linearBf16() : rates.linearF32());
        this.attention =
                GIGA * (arithmetic.attention() == DataType.BF16 ? rates.attentionBf16() : rates.attentionF32Chosen());
        this.convolution = GIGA * rates.convolutionF32();
    }

    double seconds(WanCall call) {
        double tokens = call.tokens();
        double passes = call.steps() * (call.guided() ? 2.0 : 1.0);
        var model = parts.transformer();
        double scores = 4.0 * tokens * tokens * model.dim() * model.numLayers();
        double products = model.operations(call.tokens(), TEXT) - scores;
        double width = (double) parts.vae().baseDim() / BASE;
        double pixels = (double) call.width() * call.height() * call.frames();
        return passes * (products / linear + scores / attention)
                + pixels * OPERATIONS_A_PIXEL * width * width / convolution;
    }

    /** What a person is told before the first step. */
    String sentence(WanCall call) {
        double seconds = seconds(call);
        var about = "About %s on this machine".formatted(words(seconds));
        if (seconds < WORTH_A_HINT || call.steps() <= QUICK_STEPS) {
            return about + ".";
        }
        int width = Math.max(WanCall.GRAIN, call.width() * 3 / 5 / WanCall.GRAIN * WanCall.GRAIN);
        int height = Math.max(WanCall.GRAIN, call.height() * 3 / 5 / WanCall.GRAIN * WanCall.GRAIN);
        var quick = new WanCall(
                call.prompt(),
                call.negative(),
                width,
                height,
                call.frames(),
                call.fps(),
                QUICK_STEPS,
                call.guidance(),
                call.sampler(),
                call.seed(),
                call.first(),
                call.last());
        return "%s; %s at --steps %d --size %dx%d.".formatted(about, words(seconds(quick)), QUICK_STEPS, width, height);
    }

    private static String words(double seconds) {
        if (seconds < 90) {
            long whole = Math.max(1, Math.round(seconds));
            return whole == 1 ? "1 second" : whole + " seconds";
        }
        if (seconds < 90 * 60) {
            return "%d minutes".formatted(Math.round(seconds / 60));
        }
        return String.format(Locale.ROOT, "%.1f hours", seconds / 3600);
    }
}
