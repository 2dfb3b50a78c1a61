package dev.shotwright.bench;

import dev.shotwright.bench.Expectation.Answer;
import dev.shotwright.world.prompt.PromptParser;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.Scene.Subject;
import dev.shotwright.world.scene.SceneText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The table of what the parser understands of the development set, by category and language.
 *
 * <p>A prompt is right when its scene says what the set expects:
 *
 * <ul>
 *   <li>camera: exactly one movement, the expected one. Where film people name the movement otherwise either counts: a
 *       zoom or a dolly, a pan or a truck, a tilt or a pedestal.
 *   <li>spatial: a subject of the expected name whose first relation and last relation are the expected ones, both to
 *       one subject of the expected name; {@code on} counts as {@code above}.
 *   <li>order: a subject with exactly the expected number of actions, each beginning later than the one before.
 *   <li>change: a change from the expected word to the expected word; {@code big} counts as {@code large}.
 * </ul>
 *
 * <p>{@code Understanding [--misses] [FILE]}: a file of JSON lines instead of the development set.
 */
public final class Understanding {
    private static final List<String> LANGUAGES = List.of("en", "zh");
    private static final List<Set<String>> SAME_MOVEMENT = List.of(
            Set.of("zoom-in", "dolly-in"),
            Set.of("zoom-out", "dolly-out"),
            Set.of("pan-left", "truck-left"),
            Set.of("pan-right", "truck-right"),
            Set.of("tilt-up", "pedestal-up"),
            Set.of("tilt-down", "pedestal-down"));
    private static final Set<String> LARGE = Set.of("big", "large");
    private static final Map<String, BiPredicate<Scene, Answer>> GRADES = Map.of(
            "camera", Understanding::camera,
            "spatial", Understanding::spatial,
            "order", Understanding::order,
            "change", Understanding::change);

    private Understanding() {}

    public static void main(String... arguments) throws IOException {
        var misses = List.of(arguments).contains("--misses");
        var file = List.of(arguments).stream().filter(a -> !a.startsWith("-")).findFirst();
        var set = file.isPresent()
                ? Expectation.parse(Files.readString(Path.of(file.get())))
                : Expectation.developmentSet();
        System.out.print(report(set, misses));
    }

    static String report(List<Expectation> set, boolean misses) {
        var parser = PromptParser.standard();
        var right = new LinkedHashMap<String, Integer>();
        var total = new LinkedHashMap<String, Integer>();
        var missed = new ArrayList<String>();
        for (var expectation : set) {
            for (var language : LANGUAGES) {
                var cell = expectation.category() + " " + language;
                var scene = parser.parse(expectation.prompt(language));
                var good = understood(scene, expectation);
                total.merge(cell, 1, Integer::sum);
                right.merge(cell, good ? 1 : 0, Integer::sum);
                if (!good) {
                    missed.add("%s: %s%n    expected %s%n    read %s"
                            .formatted(
                                    cell,
                                    expectation.prompt(language),
                                    expectation.expect(),
                                    SceneText.json().write(scene)));
                }
            }
        }
        var table = new StringBuilder("%-10s %-8s %9s %8s%n".formatted("category", "language", "right", "percent"));
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

    /** Whether a scene says what is expected. */
    static boolean understood(Scene scene, Expectation expectation) {
        var grade = GRADES.get(expectation.category());
        return grade != null && grade.test(scene, expectation.expect());
    }

    private static boolean camera(Scene scene, Answer answer) {
        var moves = scene.shots().stream()
                .flatMap(shot -> shot.camera().stream())
                .map(move -> move.move().word())
                .distinct()
                .toList();
        return moves.size() == 1 && sameMovement(moves.getFirst(), String.valueOf(answer.camera()));
    }

    static boolean sameMovement(String given, String expected) {
        return given.equals(expected)
                || SAME_MOVEMENT.stream().anyMatch(same -> same.contains(given) && same.contains(expected));
    }

    private static boolean spatial(Scene scene, Answer answer) {
        return subjects(scene).stream()
                .anyMatch(subject -> named(subject, answer.subject()) && moves(scene, subject, answer));
    }

    private static boolean moves(Scene scene, Subject subject, Answer answer) {
        var relations = subject.relations();
        if (relations.size() < 2) {
            return false;
        }
        var first = relations.getFirst();
        var last = relations.getLast();
        return sameRelation(first.relation(), answer.from())
                && sameRelation(last.relation(), answer.to())
                && first.of().equals(last.of())
                && subjects(scene).stream()
                        .anyMatch(other -> other.id().equals(first.of()) && named(other, answer.object()));
    }

    private static boolean sameRelation(RelationWord given, @Nullable String expected) {
        return given.word().equals(expected) || (given == RelationWord.ON && "above".equals(expected));
    }

    private static boolean named(Subject subject, @Nullable String noun) {
        if (noun == null) {
            return false;
        }
        var head = noun.substring(noun.lastIndexOf(' ') + 1);
        return subject.id().contains(head) || subject.kind().contains(head);
    }

    private static boolean order(Scene scene, Answer answer) {
        var expected = answer.actions() == null ? 0 : answer.actions();
        return subjects(scene).stream().anyMatch(subject -> {
            var actions = subject.actions();
            for (var i = 1; i < actions.size(); i++) {
                if (actions.get(i).from() <= actions.get(i - 1).from()) {
                    return false;
                }
            }
            return actions.size() == expected;
        });
    }

    private static boolean change(Scene scene, Answer answer) {
        return subjects(scene).stream()
                .flatMap(subject -> subject.changes().stream())
                .anyMatch(change -> sameWord(change.from(), answer.from()) && sameWord(change.to(), answer.to()));
    }

    private static boolean sameWord(String given, @Nullable String expected) {
        return given.equals(expected) || (LARGE.contains(given) && expected != null && LARGE.contains(expected));
    }

    private static List<Subject> subjects(Scene scene) {
        return scene.shots().stream().flatMap(shot -> shot.subjects().stream()).toList();
    }
}
