package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Mention.Reference;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Referent;
import dev.shotwright.world.prompt.Sense.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All subjects of a story, and who is meant by each mention of them. */
final class Company {
    private static final Set<String> HUMAN = Set.of(
            "read",
            "write",
            "type",
            "talk",
            "phone",
            "cook",
            "sweep",
            "wash",
            "fold",
            "work",
            "hug",
            "wave",
            "give",
            "dance",
            "laugh",
            "cry",
            "sing",
            "take",
            "put-on",
            "take-off",
            "point",
            "clap",
            "bow",
            "drive",
            "ride",
            "wipe",
            "exercise",
            "play-music",
            "play-violin",
            "play-flute",
            "play-drum",
            "play-piano",
            "shake-hands",
            "kiss",
            "hold",
            "throw",
            "kneel",
            "hit",
            "open",
            "close",
            "put-down",
            "push",
            "pull");

    private static final int LARGEST_COUNT = 100;

    /** Attributes that matter to the reading alone. */
    private static final Set<String> UNSEEN = Set.of("manner", "glows", "name", "worn", "helps");

    private final Lexicon lexicon;
    private final List<Player> players = new ArrayList<>();
    private final IdentityHashMap<Mention, List<Player>> known = new IdentityHashMap<>();

    /** The names in use, with the number of the latest player that shares each. */
    private final Map<String, Integer> ids = new HashMap<>();

    /** The players of the shot, the one that was spoken of last at the end. */
    private final LinkedHashSet<Player> present = new LinkedHashSet<>();

    private List<Player> group = List.of();

    /** Of whom the latest statement was. */
    private List<Player> topic = List.of();

    Company(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Begins the next shot: everybody may come back, nobody is there yet. */
    void nextShot() {
        present.clear();
    }

    Set<Player> present() {
        return present;
    }

    boolean empty() {
        return players.isEmpty();
    }

    List<Player> find(List<Mention> mentions, @Nullable Deed deed) {
        var found = new ArrayList<Player>();
        for (var mention : mentions) {
            for (var player : find(mention, deed)) {
                if (!found.contains(player)) {
                    found.add(player);
                }
            }
        }
        if (found.size() > 1) {
            group = List.copyOf(found);
        }
        if (!found.isEmpty()) {
            topic = List.copyOf(found);
        }
        return found;
    }

    /** Whom a mention means, who is then present; nobody for what cannot be drawn. */
    List<Player> find(Mention mention, @Nullable Deed deed) {
        var same = known.get(mention);
        var pronoun = mention.pronoun();
        var found = same != null ? same : pronoun != null ? referents(pronoun) : named(mention, deed);
        known.put(mention, found);
        for (var player : found) {
            present.remove(player);
            present.add(player);
        }
        return found;
    }

    private List<Player> named(Mention mention, @Nullable Deed deed) {
        var owner = mention.owner();
        var thing = mention.thing();
        if (thing != null && (thing.sort() == Thing.Sort.PART || thing.sort() == Thing.Sort.ABSTRACT)) {
            return owner != null ? find(owner, deed) : List.of();
        }
        if (thing != null
                && thing.family().isEmpty()
                && lexicon.cues().family(thing.id()).equals(Cues.ABSTRACT)) {
            return List.of();
        }
        var player = thing == null ? another(mention) : existing(mention, thing);
        if (player == null
                && thing == null
                && !mention.hint().isEmpty()
                && !mention.hint().equals("person")) {
            return List.of();
        }
        if (player == null) {
            player = create(mention, thing == null ? person() : thing, deed);
        } else {
            var looks = new TreeMap<>(mention.attributes());
            looks.keySet().removeAll(UNSEEN);
            looks.forEach(player.attributes::putIfAbsent);
        }
        return List.of(player);
    }

    private static Thing person() {
        return new Thing("person", "person", "person", Thing.Sort.FIGURE, Map.of());
    }

    private @Nullable Player another(Mention mention) {
        var beast = mention.hint().equals("animal") ? first(Player::animate, player -> !player.person()) : null;
        var person = first(Player::person, _ -> true);
        var model = switch (mention.hint()) {
            case "", "person", "animal" -> beast != null ? beast : person != null ? person : latest(present);
            default -> first(player -> player.thing.family().equals(mention.hint()), _ -> true);
        };
        if (model == null || mention.reference() == Reference.KNOWN) {
            return model;
        }
        return add(model.thing, model.family, model.label, mention.count(), Map.of());
    }

    private @Nullable Player existing(Mention mention, Thing thing) {
        if (mention.reference() == Reference.OTHER) {
            return null;
        }
        for (var player : backwards(players)) {
            var here = present.contains(player);
            var fits = player.thing.id().equals(thing.id())
                    || (general(player.thing, thing) && (mention.reference() == Reference.KNOWN || !here));
            if (fits && compatible(player, mention) && !(here && mention.reference() == Reference.NEW)) {
                return player;
            }
        }
        if (mention.reference() == Reference.KNOWN) {
            for (var player : backwards(players)) {
                if (hypernym(thing, player)) {
                    return player;
                }
            }
        }
        return null;
    }

    /** Whether two words for one kind can mean the same one: {@code the man} and {@code a waiter}, but no two names. */
    private static boolean general(Thing one, Thing other) {
        return one.kind().equals(other.kind())
                && !one.attributes().containsKey("name")
                && !other.attributes().containsKey("name")
                && (one.id().equals(one.kind()) || other.id().equals(other.kind()));
    }

    private static boolean hypernym(Thing thing, Player player) {
        return switch (thing.id()) {
            case "animal", "pet", "creature" -> player.animate() && !player.person();
            case "person" -> player.person();
            case "vehicle" -> player.thing.family().equals("vehicle");
            case "building" -> player.thing.family().equals("building");
            case "bird" -> player.thing.family().equals("bird");
            default -> false;
        };
    }

    private static boolean compatible(Player player, Mention mention) {
        for (var entry : mention.attributes().entrySet()) {
            var own = player.attributes.get(entry.getKey());
            if (own != null && !own.equals(entry.getValue()) && !entry.getKey().equals("size")) {
                return false;
            }
        }
        return true;
    }

    private Player create(Mention mention, Thing thing, @Nullable Deed deed) {
        var family = lexicon.drawn(thing.kind()) ? null : family(thing, mention, deed);
        return add(thing, family, mention.label(), mention.count(), mention.attributes());
    }

    private Player add(Thing thing, @Nullable String family, String label, int count, Map<String, String> looks) {
        var attributes = new TreeMap<>(looks);
        attributes.keySet().removeAll(UNSEEN);
        var id = thing.id().replaceAll("\\s+", "-");
        var unique = id;
        while (ids.containsKey(unique)) {
            unique = id + "-" + ids.merge(id, 1, Integer::sum);
        }
        ids.put(unique, 1);
        var player = new Player(unique, thing, family, label, Math.clamp(count, 1, LARGEST_COUNT), attributes);
        players.add(player);
        return player;
    }

    private String family(Thing thing, Mention mention, @Nullable Deed deed) {
        if (!thing.family().isEmpty()) {
            return thing.family();
        }
        if (!mention.hint().isEmpty()) {
            return mention.hint();
        }
        var human = deed != null && HUMAN.contains(deed.action());
        var cue = lexicon.cues().family(thing.id());
        if (!cue.isEmpty() && !(cue.equals("person") && deed == null)) {
            return cue;
        }
        return deed == null ? "prop" : human ? "person" : "animal";
    }

    private List<Player> referents(Referent pronoun) {
        var player = switch (pronoun) {
            case MALE -> first(one -> one.person() && !one.female(), Player::male, _ -> true);
            case FEMALE -> first(one -> one.person() && !one.male(), Player::female, _ -> true);
            case PERSON, SPEAKER -> first(Player::person, _ -> true);
            case THING -> thing();
            case SELF -> latest(present);
            case PLURAL -> null;
        };
        if (player != null) {
            return List.of(player);
        }
        if (pronoun == Referent.MALE || pronoun == Referent.FEMALE) {
            var kind = pronoun == Referent.MALE ? "man" : "woman";
            return List.of(add(new Thing(kind, kind, "person", Thing.Sort.FIGURE, Map.of()), null, kind, 1, Map.of()));
        }
        if (pronoun == Referent.PLURAL) {
            if (present.containsAll(group) && !group.isEmpty()) {
                return group;
            }
            if (topic.size() == 1 && topic.getFirst().animate()) {
                return topic;
            }
            var animate = first(Player::animate, _ -> true);
            return animate != null ? List.of(animate) : some(latest(present));
        }
        return some(latest(present));
    }

    /** What {@code it} means: the one that was just spoken of, else rather an animal than a table. */
    private @Nullable Player thing() {
        if (topic.size() == 1 && topic.getFirst().it()) {
            return topic.getFirst();
        }
        return first(Player::it, Player::animate);
    }

    private static List<Player> some(@Nullable Player player) {
        return player == null ? List.of() : List.of(player);
    }

    /** The latest player of a sort, one that is surely meant before one that is likely meant before others. */
    private @Nullable Player first(Predicate<Player> sort, Predicate<Player> surely, Predicate<Player> likely) {
        var single = surely.and(player -> player.count == 1);
        var sure = first(sort, single);
        return sure != null && single.test(sure) ? sure : first(sort, likely);
    }

    /** The latest player of a sort, one that is also likely before others. */
    private @Nullable Player first(Predicate<Player> sort, Predicate<Player> likely) {
        for (var pool : List.of(topic, List.copyOf(present), players)) {
            for (var player : backwards(pool)) {
                if (sort.test(player) && likely.test(player)) {
                    return player;
                }
            }
        }
        for (var player : backwards(List.copyOf(present))) {
            if (sort.test(player)) {
                return player;
            }
        }
        return null;
    }

    private @Nullable Player latest(Set<Player> pool) {
        return pool.isEmpty()
                ? (players.isEmpty() ? null : players.getLast())
                : List.copyOf(pool).getLast();
    }

    private static List<Player> backwards(List<Player> list) {
        return list.reversed();
    }
}
