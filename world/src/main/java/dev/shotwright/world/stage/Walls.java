package dev.shotwright.world.stage;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Vec;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import dev.shotwright.world.stage.Place.Side;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The walls of a room with what hangs on them; a wall between the camera and the room is left away. */
final class Walls {
    private final Place.Room room;
    private final int wallColour;
    private final double left;
    private final double right;
    private final double back;
    private final double front;
    private final double scale;

    /**
     * @param acting half the width that the acting needs
     * @param deep how far behind the middle the acting reaches
     * @param front how far the room reaches towards the audience
     * @param scale by how much the room is larger than its data say
     */
    Walls(Place.Room room, int wallColour, double acting, double deep, double front, double scale) {
        this.room = room;
        this.wallColour = wallColour;
        this.scale = scale;
        right = Math.max(room.width() / 2 * scale, acting);
        left = -right;
        back = Math.max(room.depth() * scale, deep);
        this.front = -front;
    }

    private Walls(Walls other, int wallColour) {
        this.room = other.room;
        this.wallColour = wallColour;
        this.left = other.left;
        this.right = other.right;
        this.back = other.back;
        this.front = other.front;
        this.scale = other.scale;
    }

    /** The same room in another colour. */
    Walls painted(int colour) {
        return new Walls(this, colour);
    }

    double halfWidth() {
        return right;
    }

    double scale() {
        return scale;
    }

    double back() {
        return back;
    }

    List<Sheet> sheets(Lens lens, double brightness, int outside) {
        var sheets = new ArrayList<Sheet>();
        var height = room.height() * scale;
        for (var side : Side.values()) {
            if (!faces(side, lens.position())) {
                continue;
            }
            var marks = new ArrayList<Mark>();
            marks.add(rectangle(lens, side, -1, 1, 0, height, wallColour, shade(side)));
            marks.add(rectangle(lens, side, -1, 1, 0, 0.11 * scale, Tone.parse(room.trim()), shade(side)));
            marks.add(
                    rectangle(lens, side, -1, 1, height - 0.07 * scale, height, Tone.parse(room.trim()), shade(side)));
            for (var hanging : room.hangings()) {
                if (hanging.wall() == side) {
                    hang(lens, hanging, marks, brightness, outside);
                }
            }
            sheets.add(new Drawn(
                    "wall-" + side.name().toLowerCase(Locale.ROOT), Role.SETTING, 0, lens.pixels() / back, marks));
        }
        if (lens.position().y() < height) {
            var path = new Path2D.Double();
            lens.addFlat(path, height, left, front, right, front, right, back, left, back);
            sheets.add(new Drawn(
                    "ceiling",
                    Role.SETTING,
                    0,
                    lens.pixels() / back,
                    List.of(new Mark(path, Tone.mix(wallColour, 0xFFFFFFFF, 0.5), Finish.MATT, 0.7, Mark.Shade.FLAT))));
        }
        return sheets;
    }

    private void hang(Lens lens, Place.Hanging hanging, List<Mark> marks, double brightness, int outside) {
        var half = side(hanging.wall()) / 2;
        var wide = hanging.width() * scale / 2 / half;
        var low = (hanging.above() - hanging.height() / 2) * scale;
        var high = (hanging.above() + hanging.height() / 2) * scale;
        var from = hanging.along() - wide;
        var to = hanging.along() + wide;
        var edge = 0.06 * scale;
        var window = "sky".equals(hanging.colour());
        var tall = hanging.height() > 1.9;
        if (!tall || window) {
            marks.add(rectangle(
                    lens,
                    hanging.wall(),
                    from - edge / half,
                    to + edge / half,
                    low - edge,
                    high + edge,
                    Tone.parse(room.trim()),
                    1));
        }
        if (window) {
            var glass = new Mark(
                    path(lens, hanging.wall(), from, to, low, high),
                    Tone.times(outside, brightness),
                    Finish.GLOWING,
                    1,
                    Mark.Shade.FLAT);
            marks.add(glass);
            var bar = 0.025 * scale;
            var middle = (from + to) / 2;
            marks.add(rectangle(
                    lens,
                    hanging.wall(),
                    middle - bar / half,
                    middle + bar / half,
                    low,
                    high,
                    Tone.parse(room.trim()),
                    1));
            marks.add(rectangle(
                    lens,
                    hanging.wall(),
                    from,
                    to,
                    (low + high) / 2 - bar,
                    (low + high) / 2 + bar,
                    Tone.parse(room.trim()),
                    1));
        } else {
            var colour = Tone.parse(hanging.colour());
            marks.add(rectangle(lens, hanging.wall(), from, to, Math.max(0, low), high, colour, shade(hanging.wall())));
            if (!tall) {
                marks.add(rectangle(
                        lens,
                        hanging.wall(),
                        Ease.mix(from, to, 0.12),
                        Ease.mix(from, to, 0.88),
                        Ease.mix(low, high, 0.14),
                        Ease.mix(low, high, 0.5),
                        Tone.times(colour, 0.85),
                        shade(hanging.wall())));
            }
        }
    }

    private double side(Side side) {
        return switch (side) {
            case BACK, FRONT -> right - left;
            case LEFT, RIGHT -> back - front;
        };
    }

    private static double shade(Side side) {
        return switch (side) {
            case BACK -> 0.95;
            case LEFT -> 0.8;
            case RIGHT -> 0.88;
            case FRONT -> 0.85;
        };
    }

    private boolean faces(Side side, Vec eye) {
        return switch (side) {
            case BACK -> eye.z() < back;
            case FRONT -> eye.z() > front;
            case LEFT -> eye.x() > left;
            case RIGHT -> eye.x() < right;
        };
    }

    private Mark rectangle(
            Lens lens, Side side, double from, double to, double low, double high, int colour, double light) {
        return new Mark(path(lens, side, from, to, low, high), colour, Finish.MATT, light, Mark.Shade.FLAT);
    }

    private Path2D path(Lens lens, Side side, double from, double to, double low, double high) {
        var path = new Path2D.Double();
        lens.add(path, List.of(at(side, from, low), at(side, from, high), at(side, to, high), at(side, to, low)));
        return path;
    }

    private Vec at(Side side, double along, double height) {
        var t = (along + 1) / 2;
        return switch (side) {
            case BACK -> new Vec(Ease.mix(left, right, t), height, back);
            case FRONT -> new Vec(Ease.mix(left, right, t), height, front);
            case LEFT -> new Vec(left, height, Ease.mix(front, back, t));
            case RIGHT -> new Vec(right, height, Ease.mix(front, back, t));
        };
    }
}
