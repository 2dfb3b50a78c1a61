package dev.shotwright.world.scene;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scene as people write it: a component that is null, or an empty list, was left out and has its usual value. */
record SceneDocument(
        List<ShotDocument> shots,
        @JsonInclude(JsonInclude.Include.ALWAYS) List<String> notUnderstood) {

    static SceneDocument of(Scene scene) {
        return new SceneDocument(scene.shots().stream().map(ShotDocument::of).toList(), scene.notUnderstood());
    }

    Scene scene() {
        var read = new ArrayList<Scene.Shot>();
        for (var i = 0; i < shots.size(); i++) {
            read.add(within("shots[" + i + "]", shots.get(i)));
        }
        return new Scene(read, notUnderstood);
    }

    private static Scene.Shot within(String place, ShotDocument shot) {
        try {
            return shot.shot();
        } catch (ShotwrightException fault) {
            throw new ShotwrightException(
                    fault.code(),
                    fault.field() == null ? place : place + "." + fault.field(),
                    place + ": " + fault.getMessage(),
                    fault);
        }
    }

    /** The usual length of a shot. */
    private static final double SECONDS = 5;

    record ShotDocument(
            @Nullable BigDecimal seconds,
            @Nullable String setting,
            @Nullable TimeOfDay time,
            @Nullable Weather weather,
            @Nullable String mood,
            @Nullable Style style,
            @Nullable ShotSize size,
            @Nullable Angle angle,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<CameraDocument> camera,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<SubjectDocument> subjects,
            List<LetteringDocument> lettering) {

        static ShotDocument of(Scene.Shot shot) {
            var seconds = shot.seconds();
            return new ShotDocument(
                    number(seconds),
                    shot.setting().equals("plain") ? null : shot.setting(),
                    shot.time() == TimeOfDay.DAY ? null : shot.time(),
                    shot.weather() == Weather.CLEAR ? null : shot.weather(),
                    shot.mood(),
                    shot.style(),
                    shot.size() == ShotSize.FULL ? null : shot.size(),
                    shot.angle() == Angle.EYE_LEVEL ? null : shot.angle(),
                    shot.camera().stream()
                            .map(move -> CameraDocument.of(move, seconds))
                            .toList(),
                    shot.subjects().stream()
                            .map(subject -> SubjectDocument.of(subject, seconds))
                            .toList(),
                    shot.lettering().stream()
                            .map(words -> LetteringDocument.of(words, seconds))
                            .toList());
        }

        Scene.Shot shot() {
            var length = or(seconds, SECONDS);
            return new Scene.Shot(
                    length,
                    setting == null ? "plain" : setting,
                    time == null ? TimeOfDay.DAY : time,
                    weather == null ? Weather.CLEAR : weather,
                    mood,
                    style == null ? Style.NATURAL : style,
                    size == null ? ShotSize.FULL : size,
                    angle == null ? Angle.EYE_LEVEL : angle,
                    camera.stream().map(move -> move.camera(length)).toList(),
                    subjects.stream().map(subject -> subject.subject(length)).toList(),
                    lettering.stream().map(words -> words.lettering(length)).toList());
        }
    }

    record CameraDocument(
            CameraWord move,
            @Nullable Speed speed,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to) {

        static CameraDocument of(Scene.Camera camera, double seconds) {
            return new CameraDocument(
                    camera.move(),
                    camera.speed() == Speed.NORMAL ? null : camera.speed(),
                    camera.from() == 0 ? null : number(camera.from()),
                    camera.to() == seconds ? null : number(camera.to()));
        }

        Scene.Camera camera(double seconds) {
            return new Scene.Camera(move, speed == null ? Speed.NORMAL : speed, or(from, 0), or(to, seconds));
        }
    }

    record SubjectDocument(
            String id,
            @Nullable String kind,
            @Nullable String family,
            @Nullable String label,
            @Nullable Integer count,
            Map<String, String> attributes,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<RelationDocument> relations,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<ActionDocument> actions,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<ChangeDocument> changes) {

        static SubjectDocument of(Scene.Subject subject, double seconds) {
            return new SubjectDocument(
                    subject.id(),
                    subject.kind(),
                    subject.family(),
                    subject.label().equals(subject.kind()) ? null : subject.label(),
                    subject.count() == 1 ? null : subject.count(),
                    subject.attributes(),
                    subject.relations().stream().map(RelationDocument::of).toList(),
                    subject.actions().stream().map(ActionDocument::of).toList(),
                    subject.changes().stream()
                            .map(change -> ChangeDocument.of(change, seconds))
                            .toList());
        }

        Scene.Subject subject(double seconds) {
            var figure = kind == null ? id : kind;
            return new Scene.Subject(
                    id,
                    figure,
                    family,
                    label == null ? figure : label,
                    count == null ? 1 : count,
                    attributes,
                    relations.stream()
                            .map(relation -> relation.relation(seconds))
                            .toList(),
                    ActionDocument.actions(actions, seconds),
                    changes.stream().map(change -> change.change(seconds)).toList());
        }
    }

    record RelationDocument(
            RelationWord relation,
            String of,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to) {

        static RelationDocument of(Scene.Relation relation) {
            return new RelationDocument(
                    relation.relation(), relation.of(), number(relation.from()), number(relation.to()));
        }

        Scene.Relation relation(double seconds) {
            return new Scene.Relation(relation, of, or(from, 0), or(to, seconds));
        }
    }

    record ActionDocument(
            String name,
            @Nullable String words,
            @Nullable String with,
            @Nullable Heading heading,
            @Nullable Speed speed,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to) {

        static ActionDocument of(Scene.Action action) {
            return new ActionDocument(
                    action.name(),
                    action.words(),
                    action.with(),
                    action.heading(),
                    action.speed() == Speed.NORMAL ? null : action.speed(),
                    number(action.from()),
                    number(action.to()));
        }

        /** Actions without any times share the shot evenly; otherwise one begins where the one before it ends. */
        static List<Scene.Action> actions(List<ActionDocument> documents, double seconds) {
            var untimed = documents.stream().allMatch(action -> action.from == null && action.to == null);
            var actions = new ArrayList<Scene.Action>();
            var last = 0.0;
            for (var i = 0; i < documents.size(); i++) {
                var document = documents.get(i);
                var next = i + 1 < documents.size() ? documents.get(i + 1).from : null;
                var from = untimed ? seconds * i / documents.size() : or(document.from, last);
                var to = untimed ? seconds * (i + 1) / documents.size() : or(document.to, or(next, seconds));
                actions.add(new Scene.Action(
                        document.name,
                        document.words == null ? document.name : document.words,
                        document.with,
                        document.heading,
                        document.speed == null ? Speed.NORMAL : document.speed,
                        from,
                        to));
                last = to;
            }
            return actions;
        }
    }

    record ChangeDocument(
            String what,
            @Nullable String from,
            String to,
            @Nullable BigDecimal start,
            @Nullable BigDecimal end) {

        static ChangeDocument of(Scene.Change change, double seconds) {
            return new ChangeDocument(
                    change.what(),
                    change.from(),
                    change.to(),
                    change.start() == 0 ? null : number(change.start()),
                    change.end() == seconds ? null : number(change.end()));
        }

        Scene.Change change(double seconds) {
            return new Scene.Change(what, from == null ? Scene.Change.OWN : from, to, or(start, 0), or(end, seconds));
        }
    }

    record LetteringDocument(
            String text,
            @Nullable String place,
            @Nullable BigDecimal from,
            @Nullable BigDecimal to) {

        static LetteringDocument of(Scene.Lettering words, double seconds) {
            return new LetteringDocument(
                    words.text(),
                    words.place(),
                    words.from() == 0 ? null : number(words.from()),
                    words.to() == seconds ? null : number(words.to()));
        }

        Scene.Lettering lettering(double seconds) {
            return new Scene.Lettering(text, place == null ? "centre" : place, or(from, 0), or(to, seconds));
        }
    }

    private static double or(@Nullable BigDecimal number, double otherwise) {
        return number == null ? otherwise : number.doubleValue();
    }

    private static BigDecimal number(double value) {
        if (!Double.isFinite(value)) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "time", "time is " + value + "; accepted is a number");
        }
        var number = BigDecimal.valueOf(value).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
