package dev.shotwright.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of words in columns as wide as their widest word, each row with lines of detail below it. */
final class Table {
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();
    private final List<List<String>> details = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
        details.add(List.of());
    }

    void row(List<String> below, String... cells) {
        rows.add(List.of(cells));
        details.add(List.copyOf(below));
    }

    void printTo(Console console) {
        printTo(console, Integer.MAX_VALUE);
    }

    /** Leaves out the last columns, but the first two, where a line would be wider than a terminal; what still is, is cut. */
    void printTo(Console console, int width) {
        var widths = widths();
        var columns = widths.length;
        while (columns > 2 && Arrays.stream(widths, 0, columns).sum() + GAP * (columns - 1) > width) {
            columns--;
        }
        for (var i = 0; i < rows.size(); i++) {
            var line = new StringBuilder();
            for (var j = 0; j < columns; j++) {
                var cell = rows.get(i).get(j);
                line.append(cell).append(" ".repeat(widths[j] - cell.length() + GAP));
            }
            console.print(cut(line.toString().stripTrailing(), width));
            details.get(i).forEach(detail -> console.print(cut("  " + detail, width)));
        }
    }

    static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, width - 1) + "…";
    }

    private int[] widths() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }
}
