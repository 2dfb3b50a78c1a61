package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes short scenes for tests. */
final class Script {
    static final Cast CAST = Cast.standard();
    static final double SECONDS = 4;

    private String setting = "plain";
    private Weather weather = Weather.CLEAR;
    private TimeOfDay time = TimeOfDay.DAY;
    private ShotSize size = ShotSize.FULL;
    private final List<Scene.Camera> moves = new ArrayList<>();
    private final List<Scene.Subject> subjects = new ArrayList<>();
    private final List<Scene.Lettering> lettering = new ArrayList<>();

    static Script in(String setting) {
        var script = new Script();
        script.setting = setting;
        return script;
    }

    Script at(TimeOfDay when, Weather how) {
        time = when;
        weather = how;
        return this;
    }

    Script framed(ShotSize shot) {
        size = shot;
        return this;
    }

    Script camera(CameraWord word) {
        return camera(word, 0, SECONDS);
    }

    Script camera(CameraWord word, double from, double to) {
        moves.add(new Scene.Camera(word, Speed.NORMAL, from, to));
        return this;
    }

    Script slowly(CameraWord word) {
        moves.add(new Scene.Camera(word, Speed.SLOW, 0, SECONDS));
        return this;
    }

    Script with(Scene.Subject... more) {
        subjects.addAll(List.of(more));
        return this;
    }

    Script words(String text, String place) {
        lettering.add(new Scene.Lettering(text, place, 0, SECONDS));
        return this;
    }

    Scene.Shot shot() {
        return new Scene.Shot(SECONDS, setting, time, weather, null, Style.NATURAL, size, moves, subjects, lettering);
    }

    Scene scene() {
        return new Scene(List.of(shot()), List.of());
    }

    Staging staged() {
        return staged(640, 360);
    }

    Staging staged(int width, int height) {
        return Staging.of(scene(), format(width, height), 7, CAST);
    }

    static ClipFormat format(int width, int height) {
        return new ClipFormat(width, height, FrameRate.of(24), (long) (24 * SECONDS));
    }

    static Scene.Subject subject(String kind, Object... facts) {
        var relations = new ArrayList<Scene.Relation>();
        var actions = new ArrayList<Scene.Action>();
        var changes = new ArrayList<Scene.Change>();
        for (var fact : facts) {
            switch (fact) {
                case Scene.Relation relation -> relations.add(relation);
                case Scene.Action action -> actions.add(action);
                case Scene.Change change -> changes.add(change);
                default -> throw new IllegalArgumentException(fact.toString());
            }
        }
        return new Scene.Subject(kind, kind, null, kind, 1, Map.of(), relations, actions, changes);
    }

    static Scene.Relation relation(RelationWord word, String of, double from, double to) {
        return new Scene.Relation(word, of, from, to);
    }

    static Scene.Action action(String name, double from, double to) {
        return action(name, null, null, from, to);
    }

    static Scene.Action action(String name, @Nullable String with, @Nullable Heading heading, double from, double to) {
        return new Scene.Action(name, name + "s", with, heading, Speed.NORMAL, from, to);
    }

    static Scene.Change change(String what, String from, String to) {
        return new Scene.Change(what, from, to, 1, 3);
    }

    static Truth.Subject subject(Truth truth, String id) {
        return truth.subjects().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<Integer> box(Truth truth, String id) {
        return Objects.requireNonNull(subject(truth, id).box(), id + " is out of the frame");
    }

    /** The middle of a box: x and y. */
    static double[] middle(Truth.Subject subject) {
        var box = subject.box();
        if (box == null) {
            throw new AssertionError(subject.id() + " is out of the frame");
        }
        return new double[] {(box.get(0) + box.get(2)) / 2.0, (box.get(1) + box.get(3)) / 2.0};
    }

    /** The middle of the marks of one sheet, in pixels. */
    static double middleX(Picture picture, String id) {
        var drawn = drawn(picture)
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sheet " + id));
        var box = drawn.marks().getFirst().outline().getBounds2D();
        for (var mark : drawn.marks()) {
            box.add(mark.outline().getBounds2D());
        }
        return box.getCenterX();
    }

    static Stream<Picture.Drawn> drawn(Picture picture) {
        return picture.sheets().stream().filter(Picture.Drawn.class::isInstance).map(Picture.Drawn.class::cast);
    }
}
