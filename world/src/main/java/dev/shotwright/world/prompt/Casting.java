package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Event.Spot;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns the events of one shot into notes: who it is for each of them, and in which beat. */
final class Casting {
    private static final Set<String> SEATS = Set.of("chair", "sofa", "bed", "bench", "wheelchair");

    private final Company company;
    private final List<Note> notes = new ArrayList<>();
    /** The first deed of each mention, which tells what an unknown doer may be. */
    private final IdentityHashMap<Mention, Sense.Deed> deeds = new IdentityHashMap<>();

    private final Set<Player> acting = new HashSet<>();
    private final LinkedHashSet<Player> inPicture = new LinkedHashSet<>();
    private int beat;
    private boolean beatUsed;
    private @Nullable String setting;

    Casting(Company company) {
        this.company = company;
        company.nextShot();
    }

    List<Note> notes() {
        return notes;
    }

    /** Everybody in the picture, in the order of appearance. */
    Set<Player> inPicture() {
        return inPicture;
    }

    @Nullable
    String setting() {
        return setting;
    }

    void cast(List<Event> events) {
        for (var event : events) {
            if (event instanceof Event.Doing doing) {
                doing.who().forEach(mention -> deeds.putIfAbsent(mention, doing.deed()));
            }
        }
        for (var event : events) {
            switch (event) {
                case Event.Seen seen -> see(seen);
                case Event.Place place -> setting = setting == null ? place.setting() : setting;
                case Event.Doing doing -> act(doing);
                case Event.Being being -> stand(being);
                case Event.Having having -> have(having);
                case Event.Turning turning -> turn(turning);
            }
        }
    }

    private void see(Event.Seen seen) {
        for (var mention : seen.who()) {
            if (!mention.has(Sense.Thing.Sort.SCENERY)) {
                var players = company.find(mention, deeds.get(mention));
                inPicture.addAll(players);
                var deed = mention.deed();
                if (deed != null && mention.thing() != null) {
                    for (var player : players) {
                        notes.add(new Note.Acts(
                                player, beat, deed, mention.label(), null, deed.heading(), Speed.NORMAL, true, false));
                    }
                }
            }
        }
    }

    private List<Player> find(List<Mention> mentions, Sense.@Nullable Deed deed) {
        var players = company.find(mentions, deed);
        inPicture.addAll(players);
        return players;
    }

    private void advance(Event event, List<Player> who) {
        var later = switch (event.order()) {
            case THEN, SUDDENLY -> beatUsed;
            case MEANWHILE -> false;
            case NONE -> again(event, who);
        };
        if (later) {
            beat++;
            acting.clear();
        }
        beatUsed = true;
    }

    private boolean again(Event event, List<Player> who) {
        return switch (event) {
            case Event.Doing doing -> !doing.beneath() && who.stream().anyMatch(acting::contains);
            case Event.Turning turning -> turning.opens() && who.stream().anyMatch(acting::contains);
            case Event.Being _, Event.Having _, Event.Seen _, Event.Place _ -> false;
        };
    }

    private void act(Event.Doing doing) {
        var who = find(performers(doing), doing.deed());
        if (who.isEmpty()) {
            return;
        }
        advance(doing, who);
        var with = one(doing.with(), who);
        var moved = one(doing.moved(), who);
        for (var player : who) {
            var arrives = moved == null && doing.spots().stream().anyMatch(Spot::reached);
            notes.add(new Note.Acts(
                    player,
                    beat,
                    player.way(doing.deed()),
                    doing.words(),
                    with == player ? null : with,
                    doing.heading(),
                    doing.pace(),
                    doing.beneath(),
                    arrives));
            for (var spot : doing.spots()) {
                stand(spot.reached() && moved != null && moved != player ? moved : player, spot, false);
            }
        }
        if (!doing.beneath()) {
            acting.addAll(who);
        }
    }

    /** The doers; for what simply appears, the thing that appears. */
    private List<Mention> performers(Event.Doing doing) {
        if (doing.who().isEmpty() && doing.with() != null) {
            return List.of(doing.with());
        }
        if (doing.who().isEmpty() && company.empty() && !doing.deed().is(Sense.Deed.Trait.FAINT)) {
            return List.of(Mention.somebody());
        }
        return doing.who();
    }

    private @Nullable Player one(@Nullable Mention mention, List<Player> who) {
        if (mention == null || mention.place() || mention.has(Sense.Thing.Sort.SCENERY)) {
            return null;
        }
        var found = company.find(mention, null);
        inPicture.addAll(found);
        for (var player : found) {
            if (!who.contains(player)) {
                return player;
            }
        }
        return null;
    }

    private void stand(Event.Being being) {
        var who = find(being.who(), null);
        if (!who.isEmpty()) {
            advance(being, who);
            who.forEach(player -> stand(player, being.spot(), true));
        }
    }

    private void stand(Player player, Spot spot, boolean before) {
        var of = one(spot.of(), List.of(player));
        if (of == null) {
            return;
        }
        var note = new Note.Stands(player, beat, relation(player, spot, of), of, spot.reached(), before);
        if (spot.relation() == RelationWord.HOLDING && notes.stream().anyMatch(other -> other.equals(note))) {
            return;
        }
        notes.add(note);
    }

    /** Whoever is in a chair sits on it. */
    private static RelationWord relation(Player player, Spot spot, Player of) {
        var seat = SEATS.contains(of.thing.kind());
        return spot.relation() == RelationWord.INSIDE && seat && player.animate() ? RelationWord.ON : spot.relation();
    }

    private void have(Event.Having having) {
        if (having.attribute().equals("manner")) {
            return;
        }
        for (var player : find(having.who(), null)) {
            player.attributes.merge(
                    having.attribute(),
                    having.value(),
                    (old, more) ->
                            having.attribute().equals("wears") && !old.contains(more) ? old + ", " + more : more);
        }
    }

    private void turn(Event.Turning turning) {
        var who = find(turning.who(), null);
        if (who.isEmpty()) {
            return;
        }
        advance(turning, who);
        for (var player : who) {
            var turn = turning.turn();
            var own = player.attributes.get(turn.what());
            var before = turn.from().equals(Scene.Change.OWN) && own != null ? own : turn.from();
            var from = before.equals(turn.to()) ? Scene.Change.OWN : before;
            notes.add(new Note.Turns(player, beat, new Turn(turn.what(), from, turn.to()), turning.pace()));
        }
        acting.addAll(who);
    }
}
