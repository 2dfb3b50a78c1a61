package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Thing;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the parser knows of words, read from the lexicon files of this package.
 *
 * <p>Each file holds lines {@code english | chinese | meaning | more} under headings; {@code world/README.md} tells how to
 * add a word.
 */
final class Lexicon {
    static final List<String> NOUNS = List.of(
            "nouns-people.txt",
            "nouns-animals.txt",
            "nouns-nature.txt",
            "nouns-built.txt",
            "nouns-vehicles.txt",
            "nouns-household.txt",
            "nouns-food.txt",
            "nouns-clothing.txt",
            "nouns-other.txt");

    private static final String CLOTHING = "clothing";

    /** The sections in which words need no names of their own. */
    private static final Set<String> NAMELESS = Set.of("place", "scenery", "part", "abstract");

    private final Map<String, String> familyOfKind = new LinkedHashMap<>();
    private final Phrases phrases;
    private final Phrases camera;
    private final Cues cues;
    private final Script script;

    private Lexicon() {
        var lemmas = new Lemmas(LexiconLine.read("forms.txt"));
        phrases = new Phrases(lemmas);
        camera = new Phrases(lemmas);
        for (var line : LexiconLine.read("kinds.txt")) {
            line.english().forEach(kind -> familyOfKind.put(kind, line.section()));
        }
        for (var file : NOUNS) {
            LexiconLine.read(file).forEach(this::addThings);
        }
        LexiconLine.read("verbs.txt").forEach(this::addDeeds);
        LexiconLine.read("qualities.txt").forEach(line -> add(line, quality(line)));
        LexiconLine.read("grammar.txt").forEach(line -> add(line, grammar(line)));
        LexiconLine.read("features.txt").forEach(line -> add(line, feature(line)));
        LexiconLine.read("camera.txt").forEach(line -> addCamera(line, move(line)));
        cues = new Cues(LexiconLine.read("cues.txt"));
        script = new Script(LexiconLine.text("traditional.txt"));
    }

    /** The lexicon that comes with Shotwright. */
    static Lexicon standard() {
        return Holder.STANDARD;
    }

    Phrases phrases() {
        return phrases;
    }

    /** The phrases of camera movements alone. */
    Phrases camera() {
        return camera;
    }

    Cues cues() {
        return cues;
    }

    Script script() {
        return script;
    }

    /** Whether figures of this kind are drawn; another kind needs a family. */
    boolean drawn(String kind) {
        return familyOfKind.containsKey(kind);
    }

    private void add(LexiconLine line, Sense sense) {
        line.english().forEach(form -> phrases.add(form, sense));
        line.chinese().forEach(form -> phrases.add(form, sense));
    }

    /** A verb that names its object, as {@code 弹钢琴} does, brings it along. */
    private void addDeeds(LexiconLine line) {
        var deed = deed(line);
        line.english().forEach(form -> phrases.add(form, deed.implying(implied(form, deed))));
        line.chinese().forEach(form -> phrases.add(form, deed.implying(implied(form, deed))));
    }

    private @Nullable Mention implied(String form, Deed deed) {
        if (deed.is(Deed.Trait.CHANGE)) {
            return null;
        }
        var units = Unit.split(form);
        for (var start = 1; start < units.size(); start++) {
            for (var match : phrases.at(units, start)) {
                for (var sense : match.senses()) {
                    if (match.end() == units.size() && sense instanceof Thing thing) {
                        var label = form.substring(units.get(start).start());
                        return implied(thing, deed) ? Mention.bare(thing, label) : null;
                    }
                }
            }
        }
        return null;
    }

    /** Whoever goes home or upstairs is not seen in front of the house. */
    private boolean implied(Thing thing, Deed deed) {
        return thing.sort() == Thing.Sort.FIGURE
                && drawn(thing.kind())
                && !thing.kind().equals("person")
                && !(deed.is(Deed.Trait.MOTION) && thing.family().equals("building"));
    }

    private void addCamera(LexiconLine line, Sense.Move sense) {
        line.english().forEach(form -> camera.add(form, sense));
        line.chinese().forEach(form -> camera.add(form, sense));
    }

    /**
     * Each English word names a thing of its own. A Chinese one is named by the English behind its {@code =}, the first
     * one by the first English one; the others by the kind, or by themselves where no figure is drawn of it or where
     * they are somebody's name.
     */
    private void addThings(LexiconLine line) {
        for (var word : line.english()) {
            phrases.add(word, thing(line, word));
        }
        for (var i = 0; i < line.chinese().size(); i++) {
            var word = line.chinese().get(i);
            var equals = word.indexOf('=');
            if (equals >= 0) {
                phrases.add(word.substring(0, equals), thing(line, word.substring(equals + 1)));
            } else {
                phrases.add(word, thing(line, chineseName(line, i)));
            }
        }
    }

    private String chineseName(LexiconLine line, int index) {
        var kind = general(line);
        if (NAMELESS.contains(line.section())) {
            return line.english().getFirst();
        }
        if (!line.english().isEmpty()
                && (index == 0 || kind.equals(slug(line.english().getFirst())))) {
            return index > 0 && !drawn(kind)
                    ? line.chinese().get(index)
                    : line.english().getFirst();
        }
        return drawn(kind) && line.value("name").isEmpty()
                ? kind
                : line.chinese().get(index);
    }

    private static String general(LexiconLine line) {
        return line.meaning().isEmpty() && !line.english().isEmpty()
                ? slug(line.english().getFirst())
                : line.meaning();
    }

    private static String slug(String words) {
        return words.replaceAll("[ ']+", "-").toLowerCase(Locale.ROOT);
    }

    private Thing thing(LexiconLine line, String name) {
        var id = slug(name);
        var general = general(line);
        var sort = switch (line.section()) {
            case "place" -> Thing.Sort.PLACE;
            case "scenery" -> Thing.Sort.SCENERY;
            case "part" -> Thing.Sort.PART;
            case "abstract" -> Thing.Sort.ABSTRACT;
            default -> Thing.Sort.FIGURE;
        };
        var kind = drawn(general) || sort == Thing.Sort.PLACE ? general : id;
        return new Thing(id, kind, family(line, kind, sort), sort, attributes(line));
    }

    private String family(LexiconLine line, String kind, Thing.Sort sort) {
        var family = line.value("family");
        if (!family.isEmpty()) {
            return family;
        }
        var drawn = familyOfKind.get(kind);
        if (drawn != null) {
            return drawn;
        }
        return switch (sort) {
            case FIGURE -> line.section().equals(CLOTHING) ? "prop" : line.section();
            case PLACE -> "building";
            case SCENERY -> "furniture";
            case PART, ABSTRACT -> "prop";
        };
    }

    private static Map<String, String> attributes(LexiconLine line) {
        var attributes = new TreeMap<String, String>();
        for (var word : line.more()) {
            var equals = word.indexOf('=');
            if (equals > 0 && !word.startsWith("id=") && !word.startsWith("family=")) {
                attributes.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        if (line.section().equals(CLOTHING)) {
            attributes.put("worn", "yes");
        }
        return Map.copyOf(attributes);
    }

    private static Deed deed(LexiconLine line) {
        var traits = EnumSet.noneOf(Deed.Trait.class);
        for (var word : line.more()) {
            if (word.indexOf('=') < 0) {
                traits.add(constant(Deed.Trait.class, word, line));
            }
        }
        var heading = line.value("heading");
        return new Deed(
                line.meaning(),
                Set.copyOf(traits),
                heading.isEmpty() ? null : Spelled.parse(Heading.class, line.place(), heading),
                turn(line),
                line.value("passive").isEmpty() ? "idle" : line.value("passive"));
    }

    private static @Nullable Turn turn(LexiconLine line) {
        var turn = line.value("turn");
        if (turn.isEmpty()) {
            return null;
        }
        var parts = turn.split(":", -1);
        if (parts.length != 3) {
            throw line.fault("turn is '" + turn + "'; accepted is what:from:to");
        }
        return new Turn(parts[0], parts[1], parts[2]);
    }

    private static Sense.Quality quality(LexiconLine line) {
        var opposite = line.value("opposite");
        var value = line.meaning().isEmpty() ? line.english().getFirst() : line.meaning();
        return new Sense.Quality(line.section(), value, opposite.isEmpty() ? null : opposite);
    }

    private static Sense grammar(LexiconLine line) {
        var words = line.section().split(" ", -1);
        var detail = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "pronoun" -> new Sense.Pronoun(constant(Sense.Referent.class, detail, line));
            case "quantity" -> new Sense.Quantity(Integer.parseInt(line.meaning()));
            case "measure" ->
                new Sense.Measure(detail, line.value("count").isEmpty() ? 1 : Integer.parseInt(line.value("count")));
            case "link" -> new Sense.Link(constant(Sense.Order.class, detail, line));
            case "pace" -> new Sense.Pace(Spelled.parse(Speed.class, line.place(), detail));
            case "where" -> new Sense.Where(Spelled.parse(RelationWord.class, line.place(), detail));
            case "direction" -> new Sense.Direction(Spelled.parse(Heading.class, line.place(), detail));
            default -> new Sense.Grammar(constant(Sense.Role.class, words[0], line));
        };
    }

    private static Sense.Feature feature(LexiconLine line) {
        return new Sense.Feature(constant(Sense.Aspect.class, line.section(), line), line.meaning());
    }

    private static Sense.Move move(LexiconLine line) {
        return new Sense.Move(
                Spelled.parse(CameraWord.class, line.place(), line.section()),
                line.meaning().isEmpty()
                        ? Sense.Move.Context.ANYWHERE
                        : constant(Sense.Move.Context.class, line.meaning(), line));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, LexiconLine line) {
        var name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw line.fault("'%s' is no %s".formatted(word, type.getSimpleName()));
    }

    private static final class Holder {
        static final Lexicon STANDARD = new Lexicon();
    }
}
