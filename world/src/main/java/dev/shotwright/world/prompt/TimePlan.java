package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Note.Acts;
import dev.shotwright.world.prompt.Note.Stands;
import dev.shotwright.world.prompt.Note.Turns;
import dev.shotwright.world.prompt.Sense.Deed.Trait;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import java.util.ArrayList;
import java.util.List;

/**
 * The division of a shot's seconds among its beats.
 *
 * <p>A beat in which something is done weighs one, less if everything in it is over in a moment, and less again if it
 * only says where somebody is. An action lasts until its doer's next one; a momentary one ends with its beat. A place
 * that is reached is held from the arrival on, and the place before it until the way begins.
 */
final class TimePlan {
    private static final double STILL = 2.0 / 3;
    private static final double MOMENT = 0.8;
    private static final double ARRIVAL = 0.8;
    private static final double SHORTEST = 0.1;

    private final List<Note> notes;
    private final double seconds;
    private final double[] starts;

    TimePlan(List<Note> notes, double seconds) {
        this.notes = List.copyOf(notes);
        this.seconds = seconds;
        var beats = beats(notes);
        var weights = new double[beats];
        var total = 0.0;
        for (var beat = 0; beat < beats; beat++) {
            weights[beat] = weight(beat);
            total += weights[beat];
        }
        starts = new double[beats + 1];
        for (var beat = 0; beat < beats; beat++) {
            starts[beat + 1] = starts[beat] + seconds * weights[beat] / total;
        }
        starts[beats] = seconds;
    }

    static int beats(List<Note> notes) {
        return notes.stream().mapToInt(Note::beat).max().orElse(0) + 1;
    }

    private double weight(int beat) {
        var deeds = notes.stream()
                .filter(note -> note.beat() == beat && !(note instanceof Stands))
                .toList();
        if (deeds.isEmpty()) {
            return STILL;
        }
        var moment = deeds.stream()
                .allMatch(note -> note instanceof Acts acts && acts.deed().is(Trait.BRIEF));
        return moment ? MOMENT : 1;
    }

    List<Scene.Action> actions(Player player) {
        var own = acts(player);
        var actions = new ArrayList<Scene.Action>();
        for (var acts : own) {
            if (acts.deed().action().equals("hold") && own.stream().anyMatch(other -> overrules(other, acts))) {
                continue;
            }
            actions.add(new Scene.Action(
                    acts.deed().action(),
                    acts.words(),
                    acts.with() == null ? null : acts.with().id,
                    acts.heading(),
                    acts.pace(),
                    round(starts[acts.beat()]),
                    round(end(acts, own))));
        }
        return actions;
    }

    /** Whether somebody who holds something is seen doing something else with it. */
    private static boolean overrules(Acts other, Acts holding) {
        return !other.equals(holding) && (other.beat() <= holding.beat() || holding.beneath());
    }

    private List<Acts> acts(Player player) {
        return notes.stream()
                .filter(note -> note.player() == player)
                .filter(Acts.class::isInstance)
                .map(Acts.class::cast)
                .toList();
    }

    private double end(Acts acts, List<Acts> own) {
        var next = own.stream()
                .mapToInt(Acts::beat)
                .filter(beat -> beat > acts.beat())
                .min();
        var beatEnd = starts[acts.beat() + 1];
        if (acts.arrives()) {
            return starts[acts.beat()] + ARRIVAL * (beatEnd - starts[acts.beat()]);
        }
        if (acts.deed().is(Trait.BRIEF)) {
            return beatEnd;
        }
        return next.isPresent() ? starts[next.getAsInt()] : seconds;
    }

    List<Scene.Relation> relations(Player player) {
        var stands = notes.stream()
                .filter(note -> note.player() == player)
                .filter(Stands.class::isInstance)
                .map(Stands.class::cast)
                .toList();
        var relations = new ArrayList<Scene.Relation>();
        for (var note : stands) {
            var from = start(note);
            var to = Math.max(end(note, stands), from + SHORTEST);
            if (to <= seconds) {
                relations.add(new Scene.Relation(note.relation(), note.of().id, round(from), round(to)));
            }
        }
        return relations;
    }

    private double start(Stands note) {
        var start = starts[note.beat()];
        if (note.reached()) {
            return Math.min(start + ARRIVAL * (starts[note.beat() + 1] - start), seconds - SHORTEST);
        }
        return start;
    }

    private double end(Stands note, List<Stands> stands) {
        if (note.relation() == RelationWord.HOLDING) {
            return seconds;
        }
        var end = seconds;
        for (var other : stands) {
            var later =
                    other.beat() > note.beat() || (other.beat() == note.beat() && other.reached() && !note.reached());
            if (later && other.relation() != RelationWord.HOLDING) {
                end = Math.min(end, starts[other.beat()]);
            }
        }
        for (var acts : acts(note.player())) {
            if (acts.beat() > note.beat()
                    && (acts.deed().is(Trait.MOTION) || acts.deed().is(Trait.LEAVES))) {
                end = Math.min(end, starts[acts.beat()]);
            }
        }
        return end;
    }

    List<Scene.Change> changes(Player player) {
        var changes = new ArrayList<Scene.Change>();
        for (var note : notes) {
            if (note instanceof Turns turns && note.player() == player) {
                var start = starts[turns.beat()];
                var end = starts[turns.beat() + 1];
                var length = turns.pace() == Speed.FAST ? (end - start) / 3 : end - start;
                changes.add(new Scene.Change(
                        turns.turn().what(),
                        turns.turn().from(),
                        turns.turn().to(),
                        round(start),
                        round(start + length)));
            }
        }
        return changes;
    }

    private static double round(double time) {
        return Math.round(time * 100) / 100.0;
    }
}
