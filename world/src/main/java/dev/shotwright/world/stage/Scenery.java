package dev.shotwright.world.stage;

import dev.shotwright.world.figure.Act;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.figure.Look;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Part;
import dev.shotwright.world.space.Placement;
import dev.shotwright.world.space.Solid;
import dev.shotwright.world.space.Vec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The things that stand around the acting: trees, houses, furniture; scattered by the seed, never in the way. */
final class Scenery {

    /** @param tall whether it hides what is behind it */
    record Thing(String id, List<Part> parts, Vec foot, double height, double radius, boolean tall, boolean sways) {}

    /**
     * What must stay clear.
     *
     * @param acting the box that the acting takes
     * @param camera where the camera is at the start
     * @param round how far from the middle the camera moves all around; 0 if it stays on its side
     */
    record Clearing(Extent acting, Vec camera, double round) {}

    private final Cast cast;
    private final long seed;
    private final List<Thing> things = new ArrayList<>();
    private final Clearing clearing;
    private final double reach;
    private final Set<String> present = new HashSet<>();
    private final boolean windy;

    Scenery(
            Place place,
            Cast cast,
            Scene.Shot shot,
            @Nullable Walls walls,
            Clearing clearing,
            double reach,
            long seed) {
        this.cast = cast;
        this.clearing = clearing;
        this.reach = reach;
        this.seed = Noise.seed(seed, "scenery");
        this.windy = shot.weather() == Weather.WIND || shot.weather() == Weather.STORM;
        shot.subjects().forEach(subject -> present.add(subject.kind()));
        var pieces = place.things();
        for (var i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.at() != null && walls != null) {
                furnish(piece, i, walls);
            } else if (piece.row() != null) {
                row(piece, i);
            } else {
                scatter(piece, i, place);
            }
        }
        if (place.counter() != null && walls != null) {
            counter(place.counter(), walls);
        }
    }

    List<Thing> things() {
        return things;
    }

    private void furnish(Place.Piece piece, int index, Walls walls) {
        var at = Objects.requireNonNull(piece.at());
        if (present.contains(piece.kind())) {
            return;
        }
        var scale = walls.scale();
        var lift = piece.lift() == null ? 0 : piece.lift() * scale;
        var x = at.get(0) * (walls.halfWidth() - 0.35 * scale);
        var z = at.get(1) * walls.back() - 0.1 * scale;
        var acting = clearing.acting();
        if (z < acting.high().z() + 0.3
                && x > acting.low().x() - 0.4
                && x < acting.high().x() + 0.4) {
            return;
        }
        add(piece, index, 0, new Vec(x, lift, z), radians(piece), size(piece) * scale);
    }

    private void row(Place.Piece piece, int index) {
        var row = Objects.requireNonNull(piece.row());
        var count = count(piece);
        var size = size(piece);
        var figure = cast.figure(piece.kind(), null);
        var turned = Math.abs(StrictMath.sin(radians(piece))) > 0.5;
        var wide = (turned ? figure.length() : figure.width()) * size;
        var step = wide + (piece.gap() == null ? 1 : piece.gap());
        var z = row * spread();
        for (var i = 0; i < count; i++) {
            var vary = "house".equals(piece.kind()) || "skyscraper".equals(piece.kind())
                    ? 0.8 + 0.5 * Noise.at(seed, index, i)
                    : 1;
            var x = (i - (count - 1) / 2.0) * step * Math.max(1, reach * 0.6);
            add(piece, index, i, new Vec(x, 0, z), radians(piece), size * vary);
        }
    }

    private void scatter(Place.Piece piece, int index, Place place) {
        var from = piece.from() == null ? 4 : piece.from();
        var to = piece.to() == null ? 20 : piece.to();
        var acting = clearing.acting();
        for (var i = 0; i < count(piece); i++) {
            for (var attempt = 0; attempt < 6; attempt++) {
                var key = i * 16L + attempt;
                var azimuth = 2 * StrictMath.PI * Noise.at(seed + index, key, 1);
                var share = StrictMath.sqrt(Noise.at(seed + index, key, 2));
                var distance = Ease.mix(from * spread(), to * spread(), share);
                var foot = new Vec(
                        acting.centre().x() + (distance + acting.width() / 2) * StrictMath.sin(azimuth),
                        0,
                        acting.centre().z() + (distance + acting.depth() / 2) * StrictMath.cos(azimuth));
                var size = size(piece) * (0.75 + 0.5 * Noise.at(seed + index, key, 3));
                if (within(place.water(), foot.z())
                        || within(place.road(), foot.z())
                        || within(place.rails(), foot.z())
                        || ("near".equals(piece.side())
                                && place.water() != null
                                && foot.z() > place.water().from() - 1)) {
                    continue;
                }
                if (add(piece, index, i, foot, 2 * StrictMath.PI * Noise.at(seed + index, key, 4), size)) {
                    break;
                }
            }
        }
    }

    private double spread() {
        return Math.max(0.5, reach);
    }

    private boolean within(Place.@Nullable Band band, double z) {
        return band != null && z > band.from() - 0.6 && z < Math.min(band.to(), 60) + 0.6;
    }

    private boolean add(Place.Piece piece, int index, int number, Vec foot, double turn, double size) {
        var figure = cast.figure(piece.kind(), null);
        var low = Boolean.TRUE.equals(piece.low());
        var radius = Math.max(figure.width(), figure.length()) / 2 * size;
        var height = figure.height() * size;
        if (piece.at() == null && blocks(foot, radius, height)) {
            return false;
        }
        var id = piece.kind() + "-" + index + "-" + number;
        var look = new Look(
                "setting/" + id, piece.colour() == null ? Map.of() : Map.of("colour", piece.colour()), null, 0);
        var placement = Placement.at(foot).then(Placement.aboutY(turn)).then(Placement.scaled(size));
        var parts = figure.parts(look, new Act("stand", 0, 0, 0)).stream()
                .map(part -> part.in(placement))
                .toList();
        var sways = windy && !low && ("tree".equals(piece.kind()) || "bush".equals(piece.kind()));
        things.add(new Thing(id, parts, foot, height, radius, height > 0.9 * reach, sways));
        return true;
    }

    private boolean blocks(Vec foot, double radius, double height) {
        var acting = clearing.acting();
        var margin = radius + 0.25 * Math.min(1.5, reach);
        if (foot.x() > acting.low().x() - margin
                && foot.x() < acting.high().x() + margin
                && foot.z() > acting.low().z() - margin
                && foot.z() < acting.high().z() + margin) {
            return true;
        }
        var middle = acting.centre();
        var line = clearing.camera().minus(middle);
        var flat = StrictMath.hypot(line.x(), line.z());
        var away = new Vec(foot.x() - middle.x(), 0, foot.z() - middle.z());
        var out = StrictMath.hypot(away.x(), away.z());
        if (clearing.round() > 0 && height > 0.35 * clearing.camera().y()) {
            return out < clearing.round() * 1.12 + radius;
        }
        var along = flat == 0 ? 0 : (away.x() * line.x() + away.z() * line.z()) / flat;
        var across = flat == 0 ? out : Math.abs(away.x() * line.z() - away.z() * line.x()) / flat;
        if (height < 0.3 * clearing.camera().y() && along < 0.6 * flat) {
            return false;
        }
        var corridor = acting.width() / 2 + 0.45 * Math.max(0, along) + radius + 0.3 * reach;
        return along > -acting.depth() / 2 && along < flat + 2 * reach && across < corridor;
    }

    private void counter(Place.Counter counter, Walls walls) {
        var scale = walls.scale();
        var wide = 2 * walls.halfWidth() - 0.6 * scale;
        var deep = counter.depth() * scale;
        var tall = counter.height() * scale;
        var foot = new Vec(0, 0, walls.back() - deep / 2);
        var parts = List.of(
                new Part(
                        new Solid.Block(wide, tall - 0.05, deep),
                        Placement.at(foot.plus(new Vec(0, tall / 2 - 0.025, 0))),
                        Tone.parse(counter.colour()),
                        Finish.MATT),
                new Part(
                        new Solid.Block(wide + 0.04, 0.05, deep + 0.04),
                        Placement.at(foot.plus(new Vec(0, tall - 0.025, 0))),
                        Tone.parse(counter.top()),
                        Finish.GLOSSY));
        things.addFirst(new Thing("counter", parts, new Vec(0, 0, walls.back() - 0.02), tall, 0.1, false, false));
    }

    private static int count(Place.Piece piece) {
        return piece.count() == null ? 1 : piece.count();
    }

    private static double size(Place.Piece piece) {
        return piece.size() == null ? 1 : piece.size();
    }

    private static double radians(Place.Piece piece) {
        return piece.turn() == null ? 0 : StrictMath.toRadians(piece.turn());
    }
}
