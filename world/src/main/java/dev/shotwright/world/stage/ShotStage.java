package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.space.CameraPose;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Projector;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One shot, staged: its place, its light, its performers and its camera. A pure function of the time in the shot. */
final class ShotStage {
    private final Scene.Shot shot;
    private final int width;
    private final int height;
    private final Place place;
    private final Troupe troupe;
    private final Daylight daylight;
    private final CameraPath camera;
    private final Firmament firmament;
    private final List<Horizon> horizons = new ArrayList<>();
    private final @Nullable Walls walls;
    private final Scenery scenery;
    private final Precipitation precipitation;
    private final Ambience ambience;
    private final Handiwork handiwork;
    private final Captions captions;
    private final double reach;
    private final long seed;
    private final boolean unknown;
    private final Extent acting;
    private final double front;

    ShotStage(Scene.Shot shot, ClipFormat format, long seed, Cast cast) {
        this.shot = shot;
        this.width = format.width();
        this.height = format.height();
        this.seed = seed;
        var book = StageBook.standard();
        troupe = new Troupe(shot, cast, book);
        unknown = !book.knows(shot.setting());
        place = book.place(setting());
        daylight = Daylight.of(shot, place, book);
        ambience = new Ambience(troupe, book, cast.colours());
        handiwork = new Handiwork(cast, book, place.isAfloat() ? Handiwork.Afloat.WATER : Handiwork.Afloat.LAND);
        captions = new Captions(width, height);
        Blocking.block(troupe, book);
        var main = troupe.main();
        var composition = new Composition(shot, troupe, place, book);
        var framing = Framing.of(composition.subject(main), size(main), shot.angle(), (double) width / height);
        var following = shot.camera().stream().anyMatch(m -> m.move() == CameraWord.FOLLOW);
        var frontal = troupe.performers().stream()
                .anyMatch(p -> !p.subject().relations().isEmpty());
        reach = Math.max(0.15, Math.min(framing.height() / 2.6, framing.distance() / 4));
        var floor = place.kind() == Place.Kind.SKY || place.kind() == Place.Kind.SPACE ? -1e9 : 0.06 * framing.height();
        camera = new CameraPath(
                framing,
                shot.camera(),
                shot.seconds(),
                main,
                frontal ? CameraPath.Still.FRONTAL : CameraPath.Still.FREE,
                main == null ? 1 : Ease.clamp(5 * composition.roam(main) / framing.width(), 1, 6),
                floor,
                seed);
        new Choreography(
                        troupe,
                        book,
                        shot.seconds(),
                        framing,
                        following,
                        camera.sweep(),
                        place.indoors() || place.kind() == Place.Kind.STUDIO)
                .lay();
        acting = composition.acting();
        front = framing.distance() * 1.25 + 1;
        var orbits = camera.moves().stream().anyMatch(m -> m.move().word().startsWith("orbit"));
        var large = Math.max(1, reach);
        walls = place.room() == null
                ? null
                : new Walls(
                        place.room(),
                        Tone.parse(place.room().wall()),
                        Math.max(
                                acting.width() / 2 + 0.6 * Math.min(1, reach),
                                Math.abs(acting.centre().x()) + acting.width() / 2 + 0.4),
                        acting.high().z() + 0.6 * reach + (orbits ? framing.distance() * 0.4 : 0),
                        front,
                        roomScale());
        scenery = new Scenery(
                place,
                cast,
                shot,
                walls,
                new Scenery.Clearing(
                        acting,
                        framing.camera(),
                        orbits
                                ? StrictMath.hypot(
                                        framing.camera().x() - framing.target().x(),
                                        framing.camera().z() - framing.target().z())
                                : 0),
                place.indoors() ? reach : large,
                seed);
        var ranges = place.ranges();
        for (var i = 0; i < ranges.size(); i++) {
            horizons.add(new Horizon(
                    ranges.get(i), i, daylight, Math.max(1, Math.max(reach / 2, framing.distance() / 60)), seed));
        }
        horizons.sort(Comparator.comparingDouble(Horizon::distance).reversed());
        var lights = troupe.performers().stream().noneMatch(p -> p.bearing().sky());
        firmament = new Firmament(daylight, place.kind(), seed, lights);
        precipitation = new Precipitation(shot.weather(), place.kind(), daylight.level(), seed);
    }

    /** Where the scene names no place, big and flying things are shown where they belong; swimmers are seen under water. */
    private String setting() {
        var setting = shot.setting();
        var main = troupe.main();
        if (main == null) {
            return setting;
        }
        var wet = setting.equals("sea") || setting.equals("lake") || setting.equals("river");
        if (wet && troupe.performers().stream().allMatch(p -> "fish".equals(p.family()))) {
            return "underwater";
        }
        var home = main.bearing().home();
        return setting.equals("plain") && home != null ? home : setting;
    }

    /** A room is as large as those who are in it. */
    private double roomScale() {
        var tallest = troupe.performers().stream()
                .mapToDouble(p -> p.position(0).y() + p.height())
                .max()
                .orElse(1);
        var room = place.room();
        return room == null ? 1 : Math.max(1, 1.15 * tallest / room.height());
    }

    private ShotSize size(@Nullable Performer main) {
        return main == null && shot.size().compareTo(ShotSize.FULL) < 0 ? ShotSize.FULL : shot.size();
    }

    CameraPath camera() {
        return camera;
    }

    Troupe troupe() {
        return troupe;
    }

    Daylight daylight() {
        return daylight;
    }

    CameraPose pose(double seconds) {
        return camera.pose(seconds);
    }

    Ambience.State ambience(double seconds) {
        return ambience.at(seconds);
    }

    /** The light of a moment. */
    Picture.Light light(double seconds) {
        return daylight.light(ambience.at(seconds).brightness() * precipitation.flash(seconds));
    }

    List<Sheet> sheets(double seconds) {
        var pose = camera.pose(seconds);
        var lens = new Lens(pose, width, height);
        var projector = new Projector(pose, width, height);
        var state = ambience.at(seconds);
        var brightness = state.brightness() * precipitation.flash(seconds);
        var sky = state.sky() == null ? daylight : daylight.tinted(state.sky());
        var sheets = new ArrayList<Sheet>();
        var heavens = state.sky() == null ? firmament : new Firmament(sky, place.kind(), seed, false);
        sheets.addAll(heavens.sheets(lens, width, height, seconds, brightness));
        horizons.stream().filter(h -> !h.near()).forEach(h -> sheets.add(h.sheet(lens)));
        if (place.kind() != Place.Kind.SKY && place.kind() != Place.Kind.SPACE) {
            var ground = state.ground() == null ? Tone.parse(place.ground().colour()) : state.ground();
            sheets.addAll(new Floor(place, daylight, place.indoors() ? 1 : reach, ground, seed).sheets(lens, seconds));
        }
        horizons.stream().filter(Horizon::near).forEach(h -> sheets.add(h.sheet(lens)));
        if (walls != null) {
            var room = state.wall() == null ? walls : walls.painted(state.wall());
            sheets.addAll(room.sheets(lens, brightness, daylight.outside()));
        }
        figures(projector, lens, seconds, sheets);
        sheets.addAll(precipitation.sheets(lens, seconds));
        words(projector, seconds, sheets);
        return sheets;
    }

    private record Body(String id, List<Part> parts, double depth, Vec foot, boolean setting) {}

    private void figures(Projector projector, Lens lens, double seconds, List<Sheet> sheets) {
        var bodies = new ArrayList<Body>();
        for (var group : groups(seconds)) {
            var parts = new ArrayList<Part>();
            var id = new StringBuilder();
            var depth = Double.MAX_VALUE;
            var foot = Vec.ZERO;
            for (var performer : group) {
                parts.addAll(performer.parts(seconds));
                parts.addAll(handiwork.parts(performer, seconds));
                id.append(id.isEmpty() ? "" : "+").append(performer.id());
                var at = performer.position(seconds);
                var base = performer.enclosed(seconds) ? performer.base(seconds) : null;
                var away = base == null ? lens.depth(at) : lens.depth(base.position(seconds)) + 0.05;
                if (away < depth) {
                    depth = away;
                    foot = at;
                }
            }
            bodies.add(new Body(id.toString(), parts, depth, foot, false));
        }
        var cast = new ArrayList<Sheet>();
        for (var thing : scenery.things()) {
            var depth = lens.depth(thing.foot());
            var middle = thing.foot().plus(new Vec(0, thing.height() / 2, 0));
            if (!lens.sees(middle, Math.max(thing.radius(), thing.height() / 2) * 1.2)) {
                continue;
            }
            var parts = thing.parts();
            if (thing.sways()) {
                var lean = 0.035 * StrictMath.sin(1.9 * seconds + thing.foot().x()) + 0.02;
                var sway = Placement.at(thing.foot())
                        .then(Placement.aboutZ(-lean))
                        .then(Placement.at(thing.foot().times(-1)));
                parts = parts.stream().map(part -> part.in(sway)).toList();
            }
            bodies.add(new Body(thing.id(), parts, depth, thing.foot(), true));
            if (daylight.shadow() > 0 && depth < 22 * Math.max(1, reach) && thing.radius() > 0.1) {
                shadow(projector, thing.id(), thing.parts(), cast);
            }
        }
        for (var body : bodies) {
            if (!body.setting() && body.foot().y() < 30) {
                shadow(projector, body.id(), body.parts(), cast);
            }
        }
        if (place.kind() != Place.Kind.SKY && place.kind() != Place.Kind.SPACE) {
            sheets.addAll(cast);
        }
        bodies.sort(Comparator.comparingDouble(Body::depth).reversed());
        for (var body : bodies) {
            var marks = projector.project(body.parts(), daylight.towards());
            if (!marks.isEmpty()) {
                sheets.add(new Drawn(
                        body.id(),
                        body.setting() ? Role.SETTING : Role.FIGURE,
                        daylight.fade(Math.max(0, body.depth()) / Math.max(1, reach)) * (body.setting() ? 1 : 0.6),
                        lens.pixels() / Math.max(0.1, body.depth()),
                        marks));
            }
        }
    }

    private void shadow(Projector projector, String id, List<Part> parts, List<Sheet> sheets) {
        var strength = 0.12 + 0.28 * daylight.shadow();
        var outline = projector.shadow(parts, daylight.towards());
        if (outline.getCurrentPoint() != null) {
            sheets.add(new Drawn(
                    "shadow-" + id,
                    Role.SHADOW,
                    0,
                    1,
                    List.of(new Mark(outline, Tone.alpha(0xFF1B2233, strength), Finish.DECAL, 1, Mark.Shade.FLAT))));
        }
    }

    /** Those who touch are drawn as one, so that their limbs hide each other rightly. */
    private List<List<Performer>> groups(double seconds) {
        var groups = new ArrayList<List<Performer>>();
        var extents = new ArrayList<Extent>();
        for (var performer : troupe.performers()) {
            var own = performer.extent(seconds);
            var group = new ArrayList<Performer>(List.of(performer));
            for (var i = groups.size() - 1; i >= 0; i--) {
                var apart =
                        performer.enclosed(seconds) || groups.get(i).getFirst().enclosed(seconds);
                if (apart) {
                    continue;
                }
                if (touches(own, extents.get(i))
                        || groups.get(i).stream()
                                .anyMatch(o -> o == performer.base(seconds) || o.base(seconds) == performer)) {
                    group.addAll(groups.remove(i));
                    own = own.with(extents.remove(i));
                }
            }
            groups.add(group);
            extents.add(own);
        }
        return groups;
    }

    private static boolean touches(Extent a, Extent b) {
        return a.low().x() < b.high().x()
                && b.low().x() < a.high().x()
                && a.low().y() < b.high().y() + 0.05
                && b.low().y() < a.high().y() + 0.05
                && a.low().z() < b.high().z()
                && b.low().z() < a.high().z();
    }

    private void words(Projector projector, double seconds, List<Sheet> sheets) {
        for (var performer : troupe.performers()) {
            var subject = performer.subject();
            if (performer.standsIn() && !subject.label().isBlank()) {
                add(
                        captions.board(
                                performer.id(), subject.label(), projector.box(performer.parts(seconds)), 0.42, 1),
                        sheets);
            }
        }
        for (var words : shot.lettering()) {
            var carrier = troupe.first(words.place());
            if (carrier == null) {
                if (seconds >= words.from() && seconds <= words.to()) {
                    add(captions.title(words, seconds), sheets);
                }
            } else if (seconds >= words.from()) {
                add(
                        captions.board(
                                carrier.id() + "-words",
                                words.text(),
                                projector.box(carrier.parts(seconds)),
                                carrier.person() ? 0.62 : 0.42,
                                Captions.shown(words, seconds)),
                        sheets);
            }
        }
        if (unknown && !shot.setting().isBlank()) {
            add(captions.place(shot.setting()), sheets);
        }
    }

    private static void add(@Nullable Sheet sheet, List<Sheet> sheets) {
        if (sheet != null) {
            sheets.add(sheet);
        }
    }

    /** The titles of the scene alone, over a given picture. */
    List<Sheet> titles(double seconds) {
        var sheets = new ArrayList<Sheet>();
        for (var words : shot.lettering()) {
            if (troupe.first(words.place()) == null && seconds >= words.from() && seconds <= words.to()) {
                add(captions.title(words, seconds), sheets);
            }
        }
        return sheets;
    }

    /** @param covered whether a given picture hides the stage */
    Truth truth(long frame, double clipSeconds, int number, double seconds, boolean covered) {
        var observation = new Observation(camera.pose(seconds), daylight, seconds, width, height);
        var subjects = new ArrayList<Truth.Subject>();
        if (!covered) {
            subjects.addAll(observation.subjects(troupe.performers()));
            surroundings(seconds, subjects);
        }
        return new Truth(
                frame, Math.rint(clipSeconds * 1e6) / 1e6, number, observation.camera(camera.words(seconds)), subjects);
    }

    private void surroundings(double seconds, List<Truth.Subject> subjects) {
        var state = ambience.at(seconds);
        for (var subject : troupe.surroundings().values()) {
            var own = switch (subject.kind()) {
                case "sky" -> state.sky() == null ? daylight.sky(0.5) : state.sky();
                case "floor", "ground" ->
                    state.ground() == null ? Tone.parse(place.ground().colour()) : state.ground();
                default ->
                    state.wall() == null
                            ? (place.room() == null
                                    ? daylight.sky(0.3)
                                    : Tone.parse(place.room().wall()))
                            : state.wall();
            };
            var light = Ease.clamp(state.brightness() * daylight.level());
            subjects.add(new Truth.Subject(
                    subject.id(),
                    subject.kind(),
                    List.of(0, 0, width, height),
                    1,
                    0,
                    List.of(0.0, 0.0, 0.0),
                    "idle",
                    "",
                    List.of(),
                    new TreeMap<>(Map.of(
                            "colour", Tone.hex(Tone.times(own, Math.min(1, state.brightness()))),
                            "light", Double.toString(Math.rint(light * 1000) / 1000)))));
        }
    }
}
