package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.CameraPose;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Projector;
import dev.shotwright.world.space.Vec;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at a staged moment and writes down what is to be seen. */
final class Observation {
    private static final int GRID = 12;

    private final CameraPose pose;
    private final Projector projector;
    private final double seconds;
    private final Daylight daylight;
    private final int width;
    private final int height;

    private record Seen(Performer performer, Rectangle2D box, List<Mark> marks, double distance) {}

    Observation(CameraPose pose, Daylight daylight, double seconds, int width, int height) {
        this.pose = pose;
        this.projector = new Projector(pose, width, height);
        this.daylight = daylight;
        this.seconds = seconds;
        this.width = width;
        this.height = height;
    }

    Truth.Camera camera(List<CameraWord> moves) {
        return new Truth.Camera(
                rounded(pose.position()),
                round(StrictMath.toDegrees(pose.yaw())),
                round(StrictMath.toDegrees(pose.pitch())),
                round(StrictMath.toDegrees(pose.roll())),
                round(pose.focal()),
                moves.stream().map(CameraWord::word).toList());
    }

    List<Truth.Subject> subjects(List<Performer> performers) {
        var seen = new ArrayList<Seen>();
        for (var performer : performers) {
            var parts = performer.parts(seconds);
            var box = projector.box(parts);
            seen.add(new Seen(
                    performer,
                    box == null ? new Rectangle2D.Double(-1, -1, 0, 0) : box,
                    projector.project(parts, daylight.towards()),
                    projector.depth(performer.position(seconds))));
        }
        return seen.stream().map(one -> subject(one, seen)).toList();
    }

    private Truth.Subject subject(Seen one, List<Seen> all) {
        var performer = one.performer();
        var subject = performer.subject();
        var beat = performer.beat(seconds);
        var act = performer.act(seconds);
        var leg = performer.leg(seconds);
        var box = cut(one.box());
        return new Truth.Subject(
                performer.id(),
                subject.kind(),
                box,
                box == null ? 0 : round(visible(one, all)),
                round(one.distance()),
                rounded(performer.position(seconds)),
                leg == null && beat != null ? beat.action() : act.action(),
                beat == null ? "" : beat.words(),
                relations(subject),
                attributes(performer, one.marks()));
    }

    private List<String> relations(Scene.Subject subject) {
        return subject.relations().stream()
                .filter(r -> seconds >= r.from() - 1e-6 && seconds <= r.to() + 1e-6)
                .map(r -> r.relation().word() + " " + r.of())
                .toList();
    }

    private Map<String, String> attributes(Performer performer, List<Mark> marks) {
        var attributes = new LinkedHashMap<String, String>(performer.subject().attributes());
        for (var change : performer.subject().changes()) {
            var half = (change.start() + change.end()) / 2;
            attributes.put(change.what(), seconds < half ? change.from() : change.to());
        }
        var coloured = projector.project(performer.coloured(seconds), daylight.towards());
        var colour = dominant(coloured.isEmpty() ? marks : coloured);
        if (colour != null) {
            attributes.put("colour", Tone.hex(colour));
            attributes.put("light", Double.toString(round(glow(marks))));
        }
        attributes.put("height", Double.toString(round(performer.height(seconds))));
        return new TreeMap<>(attributes);
    }

    /** The colour that covers most of it. */
    private static @Nullable Integer dominant(List<Mark> marks) {
        var areas = new TreeMap<Integer, Double>();
        for (var mark : marks) {
            var bounds = mark.outline().getBounds2D();
            areas.merge(
                    mark.colour() & 0xFFFFFF,
                    bounds.getWidth() * bounds.getHeight() * (mark.colour() >>> 24) / 255.0,
                    Double::sum);
        }
        Integer best = null;
        var most = 0.0;
        for (var entry : areas.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** How bright it is, 0 to 1: the mean of its colours by the area that they cover, half of it from what glows. */
    private static double glow(List<Mark> marks) {
        var sum = 0.0;
        var area = 0.0;
        var glows = 0.0;
        for (var mark : marks) {
            var bounds = mark.outline().getBounds2D();
            var c = mark.colour();
            var share = bounds.getWidth() * bounds.getHeight() * (c >>> 24) / 255.0;
            var bright = (0.2126 * ((c >> 16) & 0xFF) + 0.7152 * ((c >> 8) & 0xFF) + 0.0722 * (c & 0xFF)) / 255;
            sum += share * bright;
            area += share;
            glows = mark.finish() == Finish.GLOWING ? Math.max(glows, bright) : glows;
        }
        return area == 0 ? 0 : (sum / area + glows) / 2;
    }

    private @Nullable List<Integer> cut(Rectangle2D box) {
        var left = (int) Math.floor(Math.max(0, box.getMinX()));
        var top = (int) Math.floor(Math.max(0, box.getMinY()));
        var right = (int) Math.ceil(Math.min(width, box.getMaxX()));
        var bottom = (int) Math.ceil(Math.min(height, box.getMaxY()));
        return right <= left || bottom <= top ? null : List.of(left, top, right, bottom);
    }

    /** Tries points over its box: those on it count, those of them in the frame and not behind a nearer subject are seen. */
    private double visible(Seen one, List<Seen> all) {
        var on = 0;
        var seen = 0;
        var box = one.box();
        for (var i = 0; i < GRID; i++) {
            for (var j = 0; j < GRID; j++) {
                var x = box.getMinX() + box.getWidth() * (i + 0.5) / GRID;
                var y = box.getMinY() + box.getHeight() * (j + 0.5) / GRID;
                var inside = x >= 0 && y >= 0 && x < width && y < height;
                if (inside ? !covers(one.marks(), x, y) : one.marks().isEmpty()) {
                    continue;
                }
                on++;
                if (inside
                        && all.stream()
                                .noneMatch(o -> !o.performer().equals(one.performer())
                                        && o.distance() < one.distance() - 0.02
                                        && covers(o.marks(), x, y))) {
                    seen++;
                }
            }
        }
        return on == 0 ? 0 : (double) seen / on;
    }

    private static boolean covers(List<Mark> marks, double x, double y) {
        for (var mark : marks) {
            Path2D outline = mark.outline();
            if (outline.contains(x, y)) {
                return true;
            }
        }
        return false;
    }

    private static List<Double> rounded(Vec v) {
        return List.of(round(v.x()), round(v.y()), round(v.z()));
    }

    private static double round(double value) {
        return Math.rint(value * 1000) / 1000 + 0.0;
    }
}
