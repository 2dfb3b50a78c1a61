package dev.shotwright.world.stage;

import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.scene.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The performers of a shot, several for a subject that counts several, and the subjects that are the place itself. */
final class Troupe {

    /** More of one kind are not told apart any more. */
    private static final int LARGEST_CROWD = 24;

    /** Subjects that are no bodies on the stage but the place around it. */
    static final Set<String> PLACES = Set.of("sky", "room", "floor", "ground", "background", "wall-of-room", "light");

    private final List<Performer> performers = new ArrayList<>();
    private final Map<String, Performer> firsts = new LinkedHashMap<>();
    private final Map<String, Scene.Subject> surroundings = new LinkedHashMap<>();

    Troupe(Scene.Shot shot, Cast cast, StageBook book) {
        for (var subject : withMounts(shot.subjects(), cast, book)) {
            var figure = cast.figure(subject.kind(), subject.family());
            var bearing = book.bearing(subject.kind(), figure.family());
            if (PLACES.contains(subject.kind())
                    || (bearing.sky() && book.place(shot.setting()).indoors())) {
                surroundings.put(subject.kind(), subject);
                continue;
            }
            var family = subject.family() == null ? figure.family() : subject.family();
            for (var i = 0; i < Math.min(subject.count(), LARGEST_CROWD); i++) {
                var id = i == 0 ? subject.id() : subject.id() + "-" + (i + 1);
                var performer = new Performer(id, subject, i, figure, book.bearing(subject.kind(), family));
                performers.add(performer);
                firsts.putIfAbsent(subject.id(), performer);
            }
        }
    }

    /** Adds what those ride and drive of whom the scene does not say it. */
    private static List<Scene.Subject> withMounts(List<Scene.Subject> subjects, Cast cast, StageBook book) {
        var all = new ArrayList<Scene.Subject>();
        for (var subject : subjects) {
            all.add(subject);
            var person = "person"
                    .equals(cast.figure(subject.kind(), subject.family()).family());
            for (var action : subject.actions()) {
                var mount = book.manner(action.name()).mount();
                if (mount != null
                        && action.with() == null
                        && person
                        && subject.relations().isEmpty()) {
                    all.add(new Scene.Subject(
                            mount(subject.id()), mount, null, mount, 1, Map.of(), List.of(), List.of(), List.of()));
                    break;
                }
            }
        }
        return all;
    }

    /** The id of what somebody rides without being told what. */
    static String mount(String rider) {
        return rider + "-mount";
    }

    List<Performer> performers() {
        return performers;
    }

    /** All performers of a subject. */
    List<Performer> of(Scene.Subject subject) {
        return performers.stream()
                .filter(p -> p.subject().id().equals(subject.id()))
                .toList();
    }

    @Nullable
    Performer first(@Nullable String id) {
        return id == null ? null : firsts.get(id);
    }

    /** Whether a relation of somebody refers to it, or somebody goes along its deck. */
    boolean refers(Performer base) {
        return performers.stream()
                .anyMatch(p -> base.equals(crossed(p))
                        || p.subject().relations().stream()
                                .anyMatch(r -> r.of().equals(base.subject().id())));
    }

    /** The deck that one goes along from the start; null if there is none. */
    @Nullable
    Performer crossed(Performer performer) {
        var actions = performer.subject().actions();
        var deck = actions.isEmpty() || actions.getFirst().from() > 0.05
                ? null
                : first(actions.getFirst().with());
        return deck != null && deck.bearing().deck() ? deck : null;
    }

    /** The subject that is the sky, the room or the ground; null if nobody speaks of it. */
    Scene.@Nullable Subject surrounding(String kind) {
        return surroundings.get(kind);
    }

    Map<String, Scene.Subject> surroundings() {
        return surroundings;
    }

    /** Whom the shot is about: the first who acts and lives, else the first who acts, else the first; null on an empty stage. */
    @Nullable
    Performer main() {
        Performer acting = null;
        for (var performer : performers) {
            if (!performer.subject().actions().isEmpty()) {
                if (performer.figure().lives()) {
                    return performer;
                }
                acting = acting == null ? performer : acting;
            }
        }
        return acting != null ? acting : performers.isEmpty() ? null : performers.getFirst();
    }
}
