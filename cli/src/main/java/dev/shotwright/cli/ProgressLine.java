package dev.shotwright.cli;

import dev.shotwright.vocabulary.Progress;
import java.io.PrintStream;
import java.util.function.Consumer;
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
    private final Counted counted;

    private String phase = "";
    private long begun;
    private long begunWith;
    private long shown;
    private long shownPercent;
    private boolean drawn;

    /**
     * Begins without a line, to count frames.
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
        this(err, nanoseconds, cancellation, columns, name, remarks, Counted.FRAMES);
    }

    ProgressLine(
            PrintStream err,
            LongSupplier nanoseconds,
            Cancellation cancellation,
            int columns,
            String name,
            Consumer<String> remarks,
            Counted counted) {
        this.err = err;
        this.nanoseconds = nanoseconds;
        this.cancellation = cancellation;
        this.columns = columns == 0 ? 0 : Math.clamp(columns, NARROWEST, WIDEST);
        this.name = name;
        this.remarks = remarks;
        this.counted = counted;
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
            shown = now - PLAIN_LATEST;
            shownPercent = 0;
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
        var seconds = (now - begun) / 1e9;
        var come = done - begunWith;
        var left = come > 0 && done < total ? ", %s left".formatted(clock((total - done) * seconds / come)) : "";
        return counted == Counted.FRAMES
                ? "%d/%d %d %%%s".formatted(done, total, percent, left)
                : "%d %%%s".formatted(percent, left);
    }

    private String figures(long done, long total, long percent, long now) {
        var seconds = (now - begun) / 1e9;
        var rate = seconds > 0 ? (done - begunWith) / seconds : 0;
        var text = "%s %s %3d %%".formatted(phase, counted.of(done, total), percent);
        if (rate > 0 && done < total) {
            return text + ", %s, %s left".formatted(counted.rate(rate), clock((total - done) / rate));
        }
        return rate > 0 ? text + ", %s, %s".formatted(counted.rate(rate), clock(seconds)) : text;
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
