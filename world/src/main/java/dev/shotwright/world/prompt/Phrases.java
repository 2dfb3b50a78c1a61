package dev.shotwright.world.prompt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** The words and phrases of the lexicon as a tree of units, with what each means. */
final class Phrases {
    private static final Set<String> ENGLISH_GAP =
            Set.of("a", "an", "the", "his", "her", "their", "its", "my", "your", "some");
    private static final Set<String> CHINESE_GAP = Set.of("了", "着", "过", "完", "起");
    private static final String CHINESE_COUNTS = "个通顿场次会杯把点些下";

    private final Node root = new Node();
    private final Lemmas lemmas;

    Phrases(Lemmas lemmas) {
        this.lemmas = lemmas;
    }

    void add(String form, Sense sense) {
        var node = root;
        if (form.startsWith("'")) {
            node = node.children.computeIfAbsent(form, _ -> new Node());
        } else {
            for (var unit : Unit.split(form)) {
                node = node.children.computeIfAbsent(unit.text(), _ -> new Node());
            }
        }
        if (!node.senses.contains(sense)) {
            node.senses.add(sense);
        }
    }

    /**
     * What a phrase of the prompt means.
     *
     * @param bent whether its first word stands in another form than the lexicon's
     * @param inflected whether its last word does
     */
    record Match(int end, List<Sense> senses, boolean bent, boolean inflected) {}

    /** The phrases that begin at a unit, at most one for each end. */
    List<Match> at(List<Unit> units, int start) {
        var found = new ArrayList<Match>();
        walk(root, units, new Step(start, start, false, false, true, false), found);
        return merged(found);
    }

    /**
     * How far a walk along a phrase has come.
     *
     * @param exact whether every word stood in the lexicon's form
     * @param gap whether something was passed over
     */
    private record Step(int start, int at, boolean bent, boolean inflected, boolean exact, boolean gap) {

        Step on(boolean otherForm) {
            return new Step(start, at + 1, at == start ? otherForm : bent, otherForm, exact && !otherForm, gap);
        }

        Step over(int units) {
            return new Step(start, at + units, bent, inflected, exact, true);
        }
    }

    private void walk(Node node, List<Unit> units, Step step, List<Match> found) {
        if (step.at() == units.size() || node.children.isEmpty()) {
            return;
        }
        var unit = units.get(step.at());
        for (var form : forms(unit)) {
            var child = node.children.get(form);
            if (child != null) {
                var next = step.on(!form.equals(unit.text()));
                find(child, next, found);
                walk(child, units, next, found);
            }
        }
        if (unit.type() == Unit.Type.WORD) {
            findCompared(node, unit, step, found);
        }
        var skip = step.at() > step.start() ? gapLength(units, step.at()) : 0;
        if (skip > 0) {
            walk(node, units, step.over(skip), found);
        }
    }

    private static void find(Node node, Step step, List<Match> found) {
        var senses = node.senses.stream().filter(sense -> fits(sense, step)).toList();
        if (!senses.isEmpty()) {
            found.add(new Match(step.at(), senses, step.bent(), step.inflected()));
        }
    }

    /** Only verbs may be spread, and only words that have forms may stand in another form. */
    private static boolean fits(Sense sense, Step step) {
        return switch (sense) {
            case Sense.Deed _ -> true;
            case Sense.Thing _, Sense.Grammar _, Sense.Feature _, Sense.Measure _, Sense.Quality _, Sense.Move _ ->
                !step.gap();
            case Sense.Where _, Sense.Direction _, Sense.Link _, Sense.Pace _, Sense.Pronoun _, Sense.Quantity _ ->
                !step.gap() && step.exact();
        };
    }

    private void findCompared(Node node, Unit unit, Step step, List<Match> found) {
        for (var form : lemmas.ofComparative(unit.text())) {
            var child = node.children.get(form);
            if (child != null) {
                var qualities = child.senses.stream()
                        .filter(Sense.Quality.class::isInstance)
                        .toList();
                if (!qualities.isEmpty()) {
                    found.add(new Match(step.at() + 1, qualities, true, true));
                }
            }
        }
    }

    private Collection<String> forms(Unit unit) {
        return unit.type() == Unit.Type.WORD ? new LinkedHashSet<>(lemmas.of(unit.text())) : List.of(unit.text());
    }

    /** The phrases that begin at a unit, where between two of their units others may be passed over. */
    List<Match> spread(List<Unit> units, int start, IntUnaryOperator passable) {
        var found = new ArrayList<Match>();
        spread(root, units, start, start, passable, found);
        return found;
    }

    private void spread(Node node, List<Unit> units, int start, int at, IntUnaryOperator passable, List<Match> found) {
        if (at == units.size() || node.children.isEmpty()) {
            return;
        }
        for (var form : forms(units.get(at))) {
            var child = node.children.get(form);
            if (child != null) {
                if (!child.senses.isEmpty()) {
                    found.add(new Match(at + 1, child.senses, false, false));
                }
                spread(child, units, start, at + 1, passable, found);
            }
        }
        var skip = at > start ? passable.applyAsInt(at) : 0;
        if (skip > 0) {
            spread(node, units, start, at + skip, passable, found);
        }
    }

    private static int gapLength(List<Unit> units, int at) {
        var text = units.get(at).text();
        if (ENGLISH_GAP.contains(text) || CHINESE_GAP.contains(text)) {
            return 1;
        }
        var counted = text.equals("一")
                && at + 1 < units.size()
                && CHINESE_COUNTS.contains(units.get(at + 1).text());
        return counted ? 2 : text.equals("个") ? 1 : 0;
    }

    private static List<Match> merged(List<Match> found) {
        Map<Integer, Match> byEnd = new HashMap<>();
        for (var match : found) {
            byEnd.merge(match.end(), match, (a, b) -> {
                var senses = new LinkedHashSet<>(a.senses());
                senses.addAll(b.senses());
                return new Match(a.end(), List.copyOf(senses), a.bent() && b.bent(), a.inflected() && b.inflected());
            });
        }
        return List.copyOf(byEnd.values());
    }

    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        final List<Sense> senses = new ArrayList<>();
    }
}
