package dev.shotwright.world.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides a prompt into the fewest known words and phrases.
 *
 * <p>The cheapest way through the units is found from the end: a known phrase costs one, an unknown word more. Among
 * equally cheap ways the one with the longer first phrase wins. Unknown Chinese characters that touch form one word.
 */
final class Segmenter {
    private static final double KNOWN = 1;
    private static final double UNKNOWN_WORD = 4;
    private static final double UNKNOWN_CHARACTER = 2.6;
    private static final double LENGTH_BONUS = 0.001;

    private final Phrases phrases;

    Segmenter(Phrases phrases) {
        this.phrases = phrases;
    }

    List<Token> tokens(String prompt, List<Unit> units) {
        var count = units.size();
        var cost = new double[count + 1];
        var best = new Phrases.@Nullable Match[count];
        for (var at = count - 1; at >= 0; at--) {
            var unit = units.get(at);
            cost[at] = cost[at + 1] + unknownCost(unit);
            if (unit.type() == Unit.Type.COMMA || unit.type() == Unit.Type.STOP) {
                continue;
            }
            for (var match : phrases.at(units, at)) {
                var length = match.end() - at;
                var bonus = LENGTH_BONUS * length * length * (1 + (double) (count - at) / (10 * count));
                var total = cost[match.end()] + KNOWN - bonus;
                if (total < cost[at]) {
                    cost[at] = total;
                    best[at] = match;
                }
            }
        }
        var tokens = new ArrayList<Token>();
        var at = 0;
        while (at < count) {
            var match = best[at];
            var end = match != null ? match.end() : endOfUnknown(units, best, at);
            var first = units.get(at);
            var last = units.get(end - 1);
            tokens.add(new Token(
                    prompt.substring(first.start(), last.end()),
                    first.text(),
                    first.type(),
                    first.start(),
                    last.end(),
                    match != null ? match.senses() : number(first),
                    match != null && match.bent(),
                    match != null && match.inflected()));
            at = end;
        }
        return tokens;
    }

    private static int endOfUnknown(List<Unit> units, Phrases.@Nullable Match[] best, int at) {
        var end = at + 1;
        while (units.get(at).type() == Unit.Type.HAN
                && end < units.size()
                && best[end] == null
                && units.get(end).type() == Unit.Type.HAN) {
            end++;
        }
        return end;
    }

    private static List<Sense> number(Unit unit) {
        if (unit.type() != Unit.Type.NUMBER) {
            return List.of();
        }
        try {
            return List.of(new Sense.Quantity(Integer.parseInt(unit.text())));
        } catch (NumberFormatException _) {
            return List.of(new Sense.Grammar(Sense.Role.IGNORED));
        }
    }

    private static double unknownCost(Unit unit) {
        return switch (unit.type()) {
            case WORD -> UNKNOWN_WORD;
            case HAN -> UNKNOWN_CHARACTER;
            case NUMBER, COMMA, STOP -> KNOWN;
        };
    }
}
