package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Mention.Reference;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Feature;
import dev.shotwright.world.prompt.Sense.Measure;
import dev.shotwright.world.prompt.Sense.Pronoun;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Quantity;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one Chinese noun phrase, such as {@code 一只白色的小狗} or {@code 另一个坐在轮椅上的人}. */
final class ChineseNouns {
    private final Cursor cursor;
    private final String prompt;
    private final Narration narration;
    private List<Token> relative = List.of();

    ChineseNouns(Cursor cursor, String prompt, Narration narration) {
        this.cursor = cursor;
        this.prompt = prompt;
        this.narration = narration;
    }

    /** The words of the clause before 的 that described the latest noun, or none. */
    List<Token> relative() {
        return relative;
    }

    /** The phrase at the cursor, which then stands behind it; null, and the cursor unmoved, where there is none. */
    @Nullable
    Mention read() {
        relative = List.of();
        var place = cursor.at();
        var mention = phrase();
        if (mention == null) {
            cursor.back(place);
            return null;
        }
        while (cursor.sees(Role.GENITIVE) && !cursor.sees(1, Where.class)) {
            var afterOwner = cursor.at();
            cursor.skip();
            var owned = phrase();
            if (owned == null) {
                cursor.back(afterOwner);
                return mention;
            }
            mention = mention.has(Thing.Sort.ABSTRACT) ? owned : owned.withOwner(mention);
        }
        return mention;
    }

    private @Nullable Mention phrase() {
        var token = cursor.peek();
        var pronoun = token == null ? null : token.sense(Pronoun.class);
        if (token != null && pronoun != null) {
            cursor.skip();
            var owned = cursor.at();
            var next = cursor.peek();
            var thing = next == null ? null : next.sense(Thing.class);
            if (thing != null && thing.sort() == Thing.Sort.PART) {
                var part = phrase();
                if (part != null) {
                    return part.withOwner(Mention.pronoun(pronoun.referent(), token.text()));
                }
                cursor.back(owned);
            }
            return Mention.pronoun(pronoun.referent(), token.text());
        }
        return nominal();
    }

    private @Nullable Mention nominal() {
        var noun = new Nominal();
        for (var token = cursor.peek(); token != null; token = cursor.peek()) {
            var quantity = token.sense(Quantity.class);
            var measure = token.sense(Measure.class);
            var quality = token.sense(Quality.class);
            if (token.is(Role.OTHER)) {
                noun.other(token);
            } else if (token.is(Role.THE)) {
                noun.reference = noun.reference == Reference.OTHER ? Reference.OTHER : Reference.KNOWN;
                noun.number = token;
            } else if (quantity != null && (cursor.sees(1, Measure.class) || nominalAt(1))) {
                noun.quantity(quantity, token);
            } else if (measure != null && noun.number != null && noun.number.equals(cursor.peek(-1))) {
                noun.measure(measure);
                skipBefore(Role.GENITIVE);
            } else if (token.has(Feature.class) && !token.has(Thing.class) && noun.number != null && nominalAt(1)) {
                narration.feature(token.sense(Feature.class));
            } else if (quality != null && qualifies()) {
                noun.quality(quality, token);
                skipBefore(Role.GENITIVE);
            } else if (token.is(Role.VERY) && cursor.sees(1, Quality.class)) {
                noun.label(token);
            } else if ((noun.number != null || cursor.sees(-1, Deed.class)) && relative.isEmpty() && describes()) {
                relative = take(relativeEnd());
            } else {
                break;
            }
            cursor.skip();
        }
        var start = cursor.peek();
        var thing = head(noun.determined(), noun.attributes);
        if (thing == null) {
            return alone(noun);
        }
        var first = start == null ? 0 : start.start();
        return noun.of(thing, noun.count, prompt.substring(noun.labelStart(first), cursor.lastEnd(first)));
    }

    private void skipBefore(Role role) {
        if (cursor.sees(1, role)) {
            cursor.skip();
        }
    }

    /** A number or demonstrative without its noun. */
    private @Nullable Mention alone(Nominal noun) {
        var number = noun.number;
        if (number == null || (number.is(Role.THE) && !cursor.sees(-1, Measure.class))) {
            return null;
        }
        if (noun.hint.isEmpty() && narration.hasDeed() && noun.reference == Reference.NEW) {
            return null;
        }
        return noun.numberAlone(number, number.is(Role.OTHER) ? Reference.OTHER : noun.reference);
    }

    private List<Token> take(int count) {
        var taken = new ArrayList<Token>();
        for (var i = 0; i < count; i++) {
            taken.add(cursor.next());
        }
        return taken;
    }

    /** Whether a quality at the cursor describes a noun that follows. */
    private boolean qualifies() {
        return (cursor.sees(1, Role.GENITIVE) && nominalAt(2)) || nominalAt(1);
    }

    private boolean nominalAt(int ahead) {
        for (var i = ahead; i < ahead + 6; i++) {
            var token = cursor.peek(i);
            if (token == null || token.comma()) {
                return false;
            }
            if (token.has(Thing.class) || token.unknown()) {
                return true;
            }
            if (!token.has(Quality.class)
                    && !token.is(Role.GENITIVE)
                    && !token.is(Role.VERY)
                    && !token.has(Measure.class)) {
                return false;
            }
        }
        return false;
    }

    private static boolean clauseStart(Token token) {
        return (token.has(Deed.class) && !token.has(Thing.class))
                || token.is(Role.AT)
                || token.is(Role.PROGRESSIVE)
                || token.is(Role.WITH);
    }

    /** Whether a clause at the cursor describes a noun behind 的. */
    boolean describes() {
        var token = cursor.peek();
        return token != null && clauseStart(token) && relativeEnd() > 0;
    }

    /** How many tokens come before a 的 with a noun behind it, or 0. */
    private int relativeEnd() {
        for (var i = 1; i < 14; i++) {
            var token = cursor.peek(i);
            if (token == null || token.comma()) {
                return 0;
            }
            if (token.is(Role.GENITIVE) && nominalAt(i + 1)) {
                return i;
            }
        }
        return 0;
    }

    private @Nullable Thing head(boolean determined, Map<String, String> attributes) {
        @Nullable Thing head = null;
        for (var token = cursor.peek(); token != null; token = cursor.peek()) {
            var thing = token.sense(Thing.class);
            if (thing == null && head == null && token.unknown() && token.text().length() == 1 && !determined) {
                return null;
            }
            if (thing == null
                    && token.unknown()
                    && (head == null || (determined && head.family().equals("person")))) {
                narration.notUnderstood(token);
                if (head != null) {
                    cursor.skip();
                    return head;
                }
                thing = new Thing(token.text(), token.text(), "", Thing.Sort.FIGURE, Map.of());
            }
            if (thing == null || (token.has(Deed.class) && (head != null || (!determined && verbAtStart())))) {
                return head;
            }
            if (head != null) {
                if (head.animate() && thing.animate() && !head.family().equals(thing.family())) {
                    return head;
                }
                head.attributes().forEach(attributes::putIfAbsent);
                attributes.remove("count");
            }
            head = thing;
            cursor.skip();
        }
        return head;
    }

    /** Whether a word that can be a noun or a verb stands where a verb should. */
    private boolean verbAtStart() {
        return (narration.hasSubject() && !narration.told()) || cursor.sees(1, Thing.class);
    }
}
