package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.model.Outcome;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the draws stand that somebody waits for: one line that is redrawn on a terminal, a line per change elsewhere. */
final class WaitingLine {
    private static final long REDRAW = 200_000_000L;
    private static final long PLAIN = 30_000_000_000L;
    private static final int WIDEST = 100;

    private final PrintStream err;
    private final LongSupplier nanoseconds;
    private final int columns;
    private final long begun;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, Long> told = new LinkedHashMap<>();
    private long shown;
    private boolean drawn;

    /** @param columns the width of the terminal, or 0 for plain lines */
    WaitingLine(PrintStream err, LongSupplier nanoseconds, int columns) {
        this.err = err;
        this.nanoseconds = nanoseconds;
        this.columns = columns == 0 ? 0 : Math.min(columns, WIDEST);
        this.begun = nanoseconds.getAsLong();
        this.shown = begun - REDRAW;
    }

    synchronized void saved(Task task) {
        if (task.stage() != Stage.ACCEPTED) {
            state(task, task.stage().word(), "");
        }
    }

    synchronized void stands(Task task, Outcome outcome) {
        var progress = outcome.progress();
        state(
                task,
                outcome.state().word(),
                progress == null || progress >= 1 ? "" : " %d %%".formatted(Math.round(100 * progress)));
    }

    synchronized void received(Task task, long bytes, @Nullable Long length) {
        state(
                task,
                "fetching",
                length == null
                        ? " " + Bytes.text(bytes)
                        : " %s of %s".formatted(Bytes.text(bytes), Bytes.text(length)));
    }

    private void state(Task task, String word, String figures) {
        var before = states.put(task.id(), word);
        var now = nanoseconds.getAsLong();
        if (columns > 0) {
            if (now - shown >= REDRAW || !word.equals(before)) {
                redraw(states.size() == 1 ? TaskWords.name(task) + ": " + word + figures : summary(), now);
            }
            return;
        }
        if (!word.equals(before) || now - told.getOrDefault(task.id(), 0L) >= PLAIN) {
            told.put(task.id(), now);
            err.println("%s: %s%s, %s".formatted(TaskWords.name(task), word, figures, clock(now)));
        }
    }

    /** Lets the seconds on a terminal go on. */
    synchronized void tick() {
        if (columns > 0 && !states.isEmpty()) {
            redraw(summary(), nanoseconds.getAsLong());
        }
    }

    private String summary() {
        var counts = new TreeMap<String, Long>(
                states.values().stream().collect(Collectors.groupingBy(word -> word, Collectors.counting())));
        return counts.entrySet().stream()
                .map(entry -> states.size() == 1 ? entry.getKey() : entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private void redraw(String words, long now) {
        shown = now;
        drawn = true;
        var line = words + ", " + clock(now);
        var width = columns - 1;
        err.print("\r" + (line.length() > width ? line.substring(0, width) : line + " ".repeat(width - line.length())));
        err.flush();
    }

    private String clock(long now) {
        var seconds = (now - begun) / 1_000_000_000L;
        return seconds >= 60 ? "%d:%02d".formatted(seconds / 60, seconds % 60) : seconds + " s";
    }

    /** Tells a sentence on a line of its own. */
    synchronized void tell(String sentence) {
        end();
        err.println(sentence);
    }

    /** Leaves the cursor on a fresh line. */
    synchronized void end() {
        if (drawn) {
            err.println();
            drawn = false;
        }
    }
}
