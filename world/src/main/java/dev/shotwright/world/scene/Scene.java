package dev.shotwright.world.scene;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A staged story: its shots in order and the words of the prompt that nobody understood. All times are seconds from the
 * start of their shot.
 */
public record Scene(List<Shot> shots, List<String> notUnderstood) {

    public Scene {
        shots = List.copyOf(shots);
        notUnderstood = List.copyOf(notUnderstood);
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
            List<Camera> camera,
            List<Subject> subjects,
            List<Lettering> lettering) {

        public Shot {
            camera = List.copyOf(camera);
            subjects = List.copyOf(subjects);
            lettering = List.copyOf(lettering);
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
     *     {@code wears}, {@code pose} and so on, each with a word
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

        public Subject {
            attributes = Map.copyOf(attributes);
            relations = List.copyOf(relations);
            actions = List.copyOf(actions);
            changes = List.copyOf(changes);
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
            double to) {}

    /** An attribute that goes over from one word to another between two moments. */
    public record Change(String what, String from, String to, double start, double end) {}

    /**
     * Words to be read in the picture.
     *
     * @param place {@code top}, {@code centre}, {@code bottom}, or the id of the subject that carries it
     */
    public record Lettering(String text, String place, double from, double to) {}
}
