package dev.shotwright.cli;

import dev.shotwright.vocabulary.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Progress as people read it: one bar that is redrawn on a terminal, a plain line now and then elsewhere. It also carries
 * the cancellation to the model.
 */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long REDRAW = 100_000_000L;
    private static final long PLAIN_SOONEST = 1_000_000_000L;
    private static final long PLAIN_LATEST = 5_000_000_000L;
    private static final int WIDEST = 100;
    private static final int NARROWEST = 20;
    private static final int FIGURES = 54;
    private static final int SHORTEST_BAR = 6;

    private final PrintStream err;
    private final LongSupplier nanoseconds;
    private final Cancellation cancellation;
    private final int columns;
    private final String name;
    private final Consumer<String> remarks;
    private final Function<String, Counted> counting;

    private String phase = "";
    private long begun;
    private long begunWith;
    private long came;
    private long cameTo;
    private long shown;
    private long shownPercent;
    private boolean drawn;

    /**
     * Begins without a line, to count what each phase of a model is counted in.
     *
     * @param columns the width of the terminal, or 0 for plain lines
     * @param remarks is told each remark when the cursor is on a fresh line
     */
    ProgressLine(
            PrintStream err,
            LongSupplier nanoseconds,
            Cancellation cancellation,
            int columns,
            String name,
            Consumer<String> remarks) {
        this(err, nanoseconds, cancellation, columns, name, remarks, Counted::in);
    }

    ProgressLine(
            PrintStream err,
            LongSupplier nanoseconds,
            Cancellation cancellation,
            int columns,
            String name,
            Consumer<String> remarks,
            Function<String, Counted> counting) {
        this.err = err;
        this.nanoseconds = nanoseconds;
        this.cancellation = cancellation;
        this.columns = columns == 0 ? 0 : Math.clamp(columns, NARROWEST, WIDEST);
        this.name = name;
        this.remarks = remarks;
        this.counting = counting;
    }

    /**
     * A line on the terminal, unless nobody wants to see one.
     *
     * @param remarks is told each remark when the cursor is on a fresh line
     * @param counting what each phase is counted in
     */
    static ProgressLine of(
            Surroundings surroundings,
            Console console,
            String name,
            Consumer<String> remarks,
            Function<String, Counted> counting) {
        var quiet = console.quiet();
        return new ProgressLine(
                quiet
                        ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                        : surroundings.err(),
                surroundings.nanoseconds(),
                surroundings.cancellation(),
                quiet ? 0 : surroundings.columns().count(),
                name,
                remarks,
                counting);
    }

    @Override
    public void advance(String phase, long done, long total) {
        cancellation.check();
        if (total == 0) {
            return;
        }
        var now = nanoseconds.getAsLong();
        if (!phase.equals(this.phase)) {
            this.phase = phase;
            begun = now;
            begunWith = done;
            came = now;
            cameTo = done;
            shown = now - PLAIN_LATEST;
            shownPercent = 0;
        }
        if (done != cameTo) {
            came = now;
            cameTo = done;
        }
        var percent = 100 * done / total;
        if (columns > 0) {
            if (now - shown >= REDRAW || done == total) {
                shown = now;
                drawn = true;
                err.print("\r" + bar(done, total, percent, now));
                err.flush();
            }
            return;
        }
        var since = now - shown;
        if (since >= PLAIN_LATEST || (since >= PLAIN_SOONEST && percent >= shownPercent + 10) || (done == total)) {
            shown = now;
            shownPercent = percent;
            err.println("%s: %s".formatted(name, figures(done, total, percent, now)));
        }
    }

    @Override
    public void remark(String sentence) {
        end();
        remarks.accept(sentence);
    }

    private String bar(long done, long total, long percent, long now) {
        var room = columns - FIGURES - 4;
        var line = room < SHORTEST_BAR
                ? shortFigures(done, total, percent, now)
                : "[" + bar(room, percent) + "] " + figures(done, total, percent, now);
        var width = columns - 1;
        return line.length() > width ? line.substring(0, width) : line + " ".repeat(width - line.length());
    }

    private static String bar(int room, long percent) {
        var filled = (int) (room * percent / 100);
        return "=".repeat(filled) + " ".repeat(room - filled);
    }

    private String shortFigures(long done, long total, long percent, long now) {
        var left = rate() > 0 && done < total ? ", %s left".formatted(clock(left(done, total, now))) : "";
        return "%s%d %%%s".formatted(counting.apply(phase).briefly(done, total), percent, left);
    }

    private String figures(long done, long total, long percent, long now) {
        var counted = counting.apply(phase);
        var text = "%s%s %3d %%".formatted(phase, counted.of(done, total), percent);
        if (rate() == 0) {
            return text;
        }
        return done < total
                ? text + "%s, %s left".formatted(counted.rate(rate()), clock(left(done, total, now)))
                : text + "%s, %s".formatted(counted.rate(rate()), clock((now - begun) / 1e9));
    }

    /** How much came in a second, until the last that came. */
    private double rate() {
        return came > begun ? (cameTo - begunWith) * 1e9 / (came - begun) : 0;
    }

    private double left(long done, long total, long now) {
        return Math.max(0, (total - done) / rate() - (now - came) / 1e9);
    }

    private static String clock(double seconds) {
        var whole = (long) Math.ceil(seconds);
        return whole >= 3600
                ? "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60)
                : "%d:%02d".formatted(whole / 60, whole % 60);
    }

    @Override
    public void close() {
        end();
    }

    /** Leaves the cursor on a fresh line. */
    void end() {
        if (drawn) {
            err.println();
            drawn = false;
        }
    }
}
