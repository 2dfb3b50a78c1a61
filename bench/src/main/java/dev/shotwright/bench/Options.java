package dev.shotwright.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a comparison is run: {@code [--peer PYTHON] [--repeats N] [WHAT]...}.
 *
 * @param peer an interpreter with the packages of {@code fixtures/requirements.txt}; null to run without the reference
 * @param repeats how often each work is done, of which the best counts
 * @param works what to measure
 */
record Options(@Nullable String peer, int repeats, List<String> works) {
    static Options of(String[] arguments, String... usual) {
        @Nullable String peer = null;
        int repeats = 2;
        var works = new ArrayList<String>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--peer" -> peer = arguments[++i];
                case "--repeats" -> repeats = Integer.parseInt(arguments[++i]);
                default -> works.add(arguments[i]);
            }
        }
        return new Options(peer, repeats, works.isEmpty() ? List.of(usual) : works);
    }

    /** Does work as often as wanted: the seconds of the best. */
    double best(Runnable work) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    /** A cell of a table: a number with one digit, or a dash where nothing was measured. */
    static String cell(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }
}
