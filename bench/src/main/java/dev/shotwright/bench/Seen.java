package dev.shotwright.bench;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.prompt.PromptParser;
import dev.shotwright.world.stage.Staging;
import dev.shotwright.world.stage.Truth;
import dev.shotwright.world.stage.TruthLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of what of the development set is to be seen in its clips, by category and language. Each prompt is read,
 * staged at a small size and written as truth lines; a {@link Witness} judges from those lines alone:
 *
 * <ul>
 *   <li>camera: the movement that the poses show between the first and the last frame.
 *   <li>spatial: the relation of the two boxes, with their distances, in the first and in the last frame.
 *   <li>order: a visible subject that plays the expected number of different actions one after the other.
 *   <li>change: the colour, height or light of a subject in the first and in the last frame.
 * </ul>
 *
 * <p>{@code Seen [--misses] [--truth=FOLDER] [FILE]}: a file of JSON lines instead of the development set; the truth files
 * are kept in the folder.
 */
public final class Seen {
    private static final ClipFormat FORMAT = new ClipFormat(320, 180, FrameRate.of(8), 40);
    private static final long SEED = 7;
    private static final JsonMapper JSON = new JsonMapper();

    private Seen() {}

    public static void main(String... arguments) throws IOException {
        var options = List.of(arguments);
        var file = options.stream().filter(a -> !a.startsWith("-")).findFirst();
        var folder = options.stream()
                .filter(a -> a.startsWith("--truth="))
                .map(a -> Path.of(a.substring(8)))
                .findFirst()
                .orElse(null);
        var set = file.isPresent()
                ? Expectation.parse(Files.readString(Path.of(file.get())))
                : Expectation.developmentSet();
        System.out.print(report(set, options.contains("--misses"), folder));
    }

    static String report(List<Expectation> set, boolean misses, @Nullable Path folder) throws IOException {
        var parser = PromptParser.standard();
        var cast = Cast.standard();
        var right = new LinkedHashMap<String, Integer>();
        var total = new LinkedHashMap<String, Integer>();
        var missed = new ArrayList<String>();
        for (var i = 0; i < set.size(); i++) {
            var expectation = set.get(i);
            for (var language : List.of("en", "zh")) {
                var cell = expectation.category() + " " + language;
                var lines = lines(Staging.of(parser.parse(expectation.prompt(language)), FORMAT, SEED, cast));
                if (folder != null) {
                    Files.createDirectories(folder);
                    Files.write(folder.resolve("%03d-%s.jsonl".formatted(i, language)), lines);
                }
                var good = new Witness(read(lines), cast.colours()).saw(expectation.category(), expectation.expect());
                total.merge(cell, 1, Integer::sum);
                right.merge(cell, good ? 1 : 0, Integer::sum);
                if (!good) {
                    missed.add("%s: %s%n    expected %s%n    first %s%n    last  %s"
                            .formatted(
                                    cell,
                                    expectation.prompt(language),
                                    expectation.expect(),
                                    lines.getFirst(),
                                    lines.getLast()));
                }
            }
        }
        var table = new StringBuilder("%-10s %-8s %9s %8s%n".formatted("category", "language", "seen", "percent"));
        total.forEach((cell, count) -> {
            var words = cell.split(" ", -1);
            int good = right.getOrDefault(cell, 0);
            table.append(
                    "%-10s %-8s %5d/%-4d %7.1f%n".formatted(words[0], words[1], good, count, 100.0 * good / count));
        });
        if (misses) {
            missed.forEach(miss -> table.append(miss).append(System.lineSeparator()));
        }
        return table.toString();
    }

    private static List<String> lines(Staging staging) {
        var lines = new ArrayList<String>();
        for (var frame = 0L; frame < FORMAT.frames(); frame++) {
            lines.add(TruthLines.line(staging.truth(frame)));
        }
        return lines;
    }

    private static List<Truth> read(List<String> lines) {
        return lines.stream().map(line -> JSON.readValue(line, Truth.class)).toList();
    }
}
