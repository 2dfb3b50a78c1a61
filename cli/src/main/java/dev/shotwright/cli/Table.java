package dev.shotwright.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns as wide as their widest word, each row with lines of detail below it. */
final class Table {
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
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var i = 0; i < rows.size(); i++) {
            var line = new StringBuilder();
            for (var j = 0; j < widths.length; j++) {
                var cell = rows.get(i).get(j);
                line.append(cell).append(" ".repeat(widths[j] - cell.length() + 2));
            }
            console.print(line.toString().stripTrailing());
            details.get(i).forEach(detail -> console.print("  " + detail));
        }
    }
}
