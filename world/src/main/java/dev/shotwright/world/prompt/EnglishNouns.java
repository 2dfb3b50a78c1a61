package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Mention.Reference;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Feature;
import dev.shotwright.world.prompt.Sense.Measure;
import dev.shotwright.world.prompt.Sense.Pronoun;
import dev.shotwright.world.prompt.Sense.Quality;
import dev.shotwright.world.prompt.Sense.Quantity;
import dev.shotwright.world.prompt.Sense.Referent;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Thing;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one English noun phrase, such as {@code a small red box} or {@code her owner's hat}. */
final class EnglishNouns {
    private final Cursor cursor;
    private final String prompt;
    private final Narration narration;

    /** Whether an owner stands before the noun. */
    private boolean owned;

    EnglishNouns(Cursor cursor, String prompt, Narration narration) {
        this.cursor = cursor;
        this.prompt = prompt;
        this.narration = narration;
    }

    /** The phrase at the cursor, which then stands behind it; null, and the cursor unmoved, where there is none. */
    @Nullable
    Mention read() {
        var place = cursor.at();
        var mention = phrase();
        if (mention == null) {
            cursor.back(place);
            return null;
        }
        var result = mention;
        while (cursor.sees(Role.GENITIVE)) {
            var afterOwner = cursor.at();
            cursor.skip();
            owned = true;
            var possession = phrase();
            owned = false;
            if (possession == null) {
                cursor.back(afterOwner);
                break;
            }
            result = possession.withOwner(result);
        }
        return ofWhat(result);
    }

    private Mention ofWhat(Mention head) {
        if (!cursor.sees(Role.OF)) {
            return head;
        }
        var place = cursor.at();
        cursor.skip();
        var inner = read();
        if (inner == null) {
            cursor.back(place);
            return head;
        }
        if (head.has(Thing.Sort.PART) || head.helps()) {
            return head.withOwner(inner);
        }
        return head.has(Thing.Sort.ABSTRACT) && !inner.has(Thing.Sort.ABSTRACT) ? inner : head;
    }

    private @Nullable Mention phrase() {
        var token = cursor.peek();
        var pronoun = token == null ? null : token.sense(Pronoun.class);
        if (token != null && pronoun != null && !(token.is(Role.POSSESSIVE) && nominalFollows(1))) {
            cursor.skip();
            return Mention.pronoun(pronoun.referent(), token.text());
        }
        return nominal();
    }

    private @Nullable Mention nominal() {
        var noun = new Nominal();
        var article = false;
        for (var token = cursor.peek(); token != null; token = cursor.peek()) {
            var quantity = token.sense(Quantity.class);
            var measure = token.sense(Measure.class);
            var quality = token.sense(Quality.class);
            var determined = article || noun.number != null;
            if (token.is(Role.OTHER)) {
                noun.other(token);
            } else if (token.is(Role.POSSESSIVE) && nominalFollows(1)) {
                noun.owner = Mention.pronoun(referent(token), token.text());
                article = true;
            } else if (token.is(Role.A)) {
                noun.reference = Reference.NEW;
                article = true;
            } else if (token.is(Role.THE)) {
                noun.reference = Reference.KNOWN;
                article = true;
            } else if (measure != null && cursor.sees(1, Role.OF)) {
                noun.measure(measure);
                cursor.skip();
            } else if (quantity != null && (!token.has(Thing.class) || nominalFollows(1))) {
                noun.quantity(quantity, token);
            } else if (token.has(Feature.class) && !token.has(Thing.class) && nominalFollows(1)) {
                narration.feature(token.sense(Feature.class));
            } else if (quality != null && nominalFollows(1)) {
                noun.quality(quality, token);
            } else if (participle(token, determined)) {
                noun.deed = token.gerund() && token.deed() != null ? token.deed() : noun.deed;
                noun.label(token);
            } else if (unknownAdjective(token, determined)) {
                narration.notUnderstood(token);
                noun.label(token);
            } else if (token.comma() && article && !noun.attributes.isEmpty() && nominalFollows(1)) {
                noun.label(token);
            } else if (!(token.is(Role.VERY) && (cursor.sees(1, Quality.class) || cursor.sees(1, Quantity.class)))
                    && (!token.comma()
                            || noun.attributes.isEmpty()
                            || !cursor.sees(1, Quality.class)
                            || !nominalFollows(2))) {
                break;
            }
            cursor.skip();
        }
        var head = head(article || noun.determined(), noun.attributes);
        var number = noun.number;
        if (head == null) {
            return number == null
                    ? null
                    : noun.numberAlone(number, number.is(Role.OTHER) ? Reference.OTHER : Reference.NEW);
        }
        var label = prompt.substring(noun.labelStart(head.start()), head.end());
        return noun.of(head.thing(), noun.count > 0 ? noun.count : head.plural() ? Mention.SOME : 1, label);
    }

    private static Referent referent(Token token) {
        var pronoun = token.sense(Pronoun.class);
        if (pronoun != null) {
            return pronoun.referent();
        }
        return switch (token.first()) {
            case "his" -> Referent.MALE;
            case "their" -> Referent.PLURAL;
            default -> Referent.THING;
        };
    }

    /** Whether what follows, past adjectives, is a noun. */
    private boolean nominalFollows(int ahead) {
        for (var i = ahead; i < ahead + 6; i++) {
            var token = cursor.peek(i);
            if (token == null) {
                return false;
            }
            if (token.has(Thing.class) || token.unknown()) {
                return true;
            }
            var adjective = token.has(Quality.class)
                    || token.is(Role.VERY)
                    || token.has(Quantity.class)
                    || token.has(Measure.class)
                    || token.is(Role.OTHER)
                    || (token.comma() && cursor.sees(i + 1, Quality.class))
                    || (token.is(Role.AND) && cursor.sees(i + 1, Quality.class) && cursor.sees(i - 1, Quality.class))
                    || (token.has(Deed.class) && (token.gerund() || token.pastForm()));
            if (!adjective) {
                return false;
            }
        }
        return false;
    }

    private boolean participle(Token token, boolean determined) {
        return determined
                && token.has(Deed.class)
                && !token.has(Thing.class)
                && (token.gerund() || token.pastForm())
                && nominalFollows(1);
    }

    private boolean unknownAdjective(Token token, boolean determined) {
        var next = cursor.peek(1);
        return determined
                && token.unknown()
                && next != null
                && (next.has(Thing.class) || next.has(Quality.class) || next.unknown())
                && nominalFollows(1)
                && !(next.has(Deed.class) && next.bent())
                && !looksLikeVerb(token);
    }

    private record Head(Thing thing, int start, int end, boolean plural) {}

    private @Nullable Head head(boolean determined, Map<String, String> attributes) {
        @Nullable Head head = null;
        while (true) {
            var token = cursor.peek();
            if (token == null) {
                return head;
            }
            var thing = token.sense(Thing.class);
            if (head == null && thing == null && token.has(Deed.class) && nounOfDoing(token, determined)) {
                thing = new Thing(token.text(), token.text(), "prop", Thing.Sort.ABSTRACT, Map.of());
                cursor.skip();
                return new Head(thing, token.start(), token.end(), false);
            }
            if (thing == null && token.unknown() && (adverb(token) || (!determined && token.gerund()))) {
                return head;
            }
            if (thing == null && token.unknown() && head != null && unknownVerb(token)) {
                return head;
            }
            if (thing == null && token.unknown() && !(head != null && looksLikeVerb(token))) {
                if (head != null && head.thing().sort() != Thing.Sort.ABSTRACT && !cursor.sees(-1, Thing.class)) {
                    return head;
                }
                thing = unknown(token);
                narration.notUnderstood(token);
            }
            if (thing == null || verbHere(token, thing, head, determined)) {
                return head;
            }
            var plural = (token.inflected() && !thing.attributes().containsKey("count")) || unknownPlural(token);
            if (head != null) {
                head.thing().attributes().forEach(attributes::putIfAbsent);
                attributes.remove("count");
            }
            head = new Head(thing, head != null ? head.start() : token.start(), token.end(), plural);
            cursor.skip();
        }
    }

    private static boolean adverb(Token token) {
        return token.first().length() > 5 && token.first().endsWith("ly");
    }

    /** Whether a verb is used as a noun, as in {@code its high bounce}. */
    private boolean nounOfDoing(Token token, boolean determined) {
        return !token.gerund() && (owned || (determined && !token.bent()));
    }

    /** Whether an unknown word behind a noun is its verb. */
    private boolean unknownVerb(Token token) {
        return token.first().endsWith("s")
                && (cursor.sees(1, Role.A)
                        || cursor.sees(1, Role.THE)
                        || cursor.sees(1, Role.POSSESSIVE)
                        || cursor.sees(1, Sense.Where.class)
                        || cursor.peek(1) == null);
    }

    private static boolean unknownPlural(Token token) {
        return token.unknown()
                && token.first().length() > 3
                && token.first().endsWith("s")
                && !token.first().endsWith("ss");
    }

    /** Whether a word that can be a noun or a verb is the verb here. */
    private boolean verbHere(Token token, Thing thing, @Nullable Head before, boolean determined) {
        if (!token.has(Deed.class)) {
            return false;
        }
        if (before != null) {
            var idea = thing.sort() == Thing.Sort.ABSTRACT && before.thing().sort() != Thing.Sort.ABSTRACT;
            return !narration.told() || token.gerund() || idea;
        }
        return token.gerund() && !determined;
    }

    private static boolean looksLikeVerb(Token token) {
        return token.first().endsWith("ing")
                || token.first().endsWith("ed")
                || token.first().endsWith("ly");
    }

    private static Thing unknown(Token token) {
        var word = token.text().toLowerCase(Locale.ROOT);
        var plural = word.length() > 3 && word.endsWith("s") && !word.endsWith("ss");
        var name = plural ? word.substring(0, word.length() - 1) : word;
        return new Thing(name, name, "", Thing.Sort.FIGURE, Map.of());
    }
}
