package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A staged story: its shots in order and the words of the prompt that nobody understood. All times are seconds from the
 * start of their shot.
 */
public record Scene(List<Shot> shots, List<String> notUnderstood) {

    public Scene {
        shots = List.copyOf(shots);
        notUnderstood = List.copyOf(notUnderstood);
        Accepted.that(!shots.isEmpty(), "shots", "an empty list", "one shot or more");
    }

    /** The length of all shots together. */
    public double seconds() {
        return shots.stream().mapToDouble(Shot::seconds).sum();
    }

    /**
     * One uninterrupted run of the camera.
     *
     * @param setting the place, a name from the stage's settings or a free word for an unknown one
     * @param mood a word that colours light and pace, such as {@code tense} or {@code joyful}
     */
    public record Shot(
            double seconds,
            String setting,
            TimeOfDay time,
            Weather weather,
            @Nullable String mood,
            Style style,
            ShotSize size,
            Angle angle,
            List<Camera> camera,
            List<Subject> subjects,
            List<Lettering> lettering) {

        /** The longest shot, in seconds. */
        public static final double LONGEST = 3600;

        public Shot {
            camera = List.copyOf(camera);
            subjects = List.copyOf(subjects);
            lettering = List.copyOf(lettering);
            Accepted.that(
                    seconds > 0 && seconds <= LONGEST, "seconds", seconds, "more than 0 and at most " + (int) LONGEST);
            Accepted.word(setting, "setting");
            var ids = new HashSet<String>();
            for (var subject : subjects) {
                Accepted.that(ids.add(subject.id()), "subjects.id", subject.id(), "each id once in a shot");
            }
            for (var move : camera) {
                Accepted.span(move.from(), move.to(), seconds, "camera");
            }
            for (var subject : subjects) {
                checkReferences(subject, ids);
                checkTimes(subject, seconds);
            }
            for (var words : lettering) {
                Accepted.span(words.from(), words.to(), seconds, "lettering");
                Accepted.that(
                        Lettering.PLACES.contains(words.place()) || ids.contains(words.place()),
                        "lettering.place",
                        words.place(),
                        String.join(", ", Lettering.PLACES) + " or the id of a subject");
            }
        }

        /** An eye-level shot. */
        public Shot(
                double seconds,
                String setting,
                TimeOfDay time,
                Weather weather,
                @Nullable String mood,
                Style style,
                ShotSize size,
                List<Camera> camera,
                List<Subject> subjects,
                List<Lettering> lettering) {
            this(seconds, setting, time, weather, mood, style, size, Angle.EYE_LEVEL, camera, subjects, lettering);
        }

        /** The same shot in another style. */
        public Shot withStyle(Style other) {
            return new Shot(seconds, setting, time, weather, mood, other, size, angle, camera, subjects, lettering);
        }

        private static void checkReferences(Subject subject, HashSet<String> ids) {
            for (var relation : subject.relations()) {
                Accepted.that(
                        ids.contains(relation.of()) && !relation.of().equals(subject.id()),
                        subject.id() + ".relations.of",
                        relation.of(),
                        "the id of another subject of the shot");
            }
            for (var action : subject.actions()) {
                var with = action.with();
                Accepted.that(
                        with == null || (ids.contains(with) && !with.equals(subject.id())),
                        subject.id() + ".actions.with",
                        with,
                        "the id of another subject of the shot");
            }
        }

        private static void checkTimes(Subject subject, double seconds) {
            for (var relation : subject.relations()) {
                Accepted.span(relation.from(), relation.to(), seconds, subject.id() + ".relations");
            }
            for (var action : subject.actions()) {
                Accepted.span(action.from(), action.to(), seconds, subject.id() + ".actions");
            }
            for (var change : subject.changes()) {
                Accepted.span(change.start(), change.end(), seconds, subject.id() + ".changes");
            }
        }
    }

    /** A camera movement between two moments. */
    public record Camera(CameraWord move, Speed speed, double from, double to) {}

    /**
     * Somebody or something in the picture.
     *
     * @param id unique in its shot; the same id in another shot is the same subject
     * @param kind a kind of the cast, or the unknown word itself
     * @param family the family that an unknown kind stands in for, such as {@code animal}; null for a kind of the cast
     * @param label the words of the prompt, shown on a stand-in
     * @param count how many of it, 1 or more
     * @param attributes what it looks like: {@code colour}, {@code size}, {@code age}, {@code emotion}, {@code material},
     *     {@code wears}, {@code pose} and so on, each with a word; in alphabetical order
     */
    public record Subject(
            String id,
            String kind,
            @Nullable String family,
            String label,
            int count,
            Map<String, String> attributes,
            List<Relation> relations,
            List<Action> actions,
            List<Change> changes) {

        /** The largest crowd. */
        public static final int LARGEST_COUNT = 1000;

        public Subject {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            relations = List.copyOf(relations);
            actions = List.copyOf(actions);
            changes = List.copyOf(changes);
            Accepted.word(id, "subjects.id");
            Accepted.word(kind, id + ".kind");
            Accepted.that(count >= 1 && count <= LARGEST_COUNT, id + ".count", count, "1 to " + LARGEST_COUNT);
        }
    }

    /** Where a subject is with respect to the subject {@code of}, between two moments. */
    public record Relation(RelationWord relation, String of, double from, double to) {}

    /**
     * Something that a subject does between two moments.
     *
     * @param name an action of the cast, such as {@code run}
     * @param words the words of the prompt
     * @param with the subject that it is done to or with
     * @param heading where it leads on the screen; null where the prompt leaves it open
     */
    public record Action(
            String name,
            String words,
            @Nullable String with,
            @Nullable Heading heading,
            Speed speed,
            double from,
            double to) {

        public Action {
            Accepted.word(name, "actions.name");
        }
    }

    /**
     * An attribute that goes over from one word to another between two moments.
     *
     * @param from the word before; {@link #OWN} for the look that the subject has of itself
     */
    public record Change(String what, String from, String to, double start, double end) {

        /** The word for the look that a subject has when nobody says anything about it. */
        public static final String OWN = "own";

        public Change {
            Accepted.word(what, "changes.what");
            Accepted.word(from, "changes.from");
            Accepted.word(to, "changes.to");
        }
    }

    /**
     * Words to be read in the picture.
     *
     * @param place {@code top}, {@code centre}, {@code bottom}, or the id of the subject that carries it
     */
    public record Lettering(String text, String place, double from, double to) {

        /** The places that are no subject. */
        public static final List<String> PLACES = List.of("top", "centre", "bottom");

        public Lettering {
            Accepted.word(text, "lettering.text");
        }
    }
}
