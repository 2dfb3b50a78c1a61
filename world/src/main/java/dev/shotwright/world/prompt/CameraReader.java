package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Sense.Grammar;
import dev.shotwright.world.prompt.Sense.Link;
import dev.shotwright.world.prompt.Sense.Move;
import dev.shotwright.world.prompt.Sense.Order;
import dev.shotwright.world.prompt.Sense.Pace;
import dev.shotwright.world.prompt.Sense.Pronoun;
import dev.shotwright.world.prompt.Sense.Role;
import dev.shotwright.world.prompt.Sense.Where;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lifts the movements of the camera out of a sentence, so that what is left tells of the picture alone.
 *
 * <p>Words of pace and small words may stand between the words of a phrase. A phrase that could also tell of somebody
 * in the picture, such as {@code moves left}, counts only right behind a word for the camera or another movement.
 */
final class CameraReader {
    private static final Set<Role> BETWEEN = EnumSet.of(
            Role.AND,
            Role.BE,
            Role.START,
            Role.AUXILIARY,
            Role.PROGRESSIVE,
            Role.IGNORED,
            Role.ASPECT,
            Role.GENITIVE,
            Role.A,
            Role.THE,
            Role.TO,
            Role.VERY,
            Role.CAMERA,
            Role.AT,
            Role.WITH,
            Role.USING,
            Role.AS,
            Role.THROUGH);

    private static final Set<Role> PLACES = EnumSet.of(Role.THROUGH, Role.FROM, Role.AT, Role.TOWARD);

    private static final Set<CameraWord> ORBITS =
            EnumSet.of(CameraWord.ORBIT_CLOCKWISE, CameraWord.ORBIT_COUNTERCLOCKWISE);

    private final Phrases words;
    private final Phrases moves;

    private final List<Unit> units;
    private final @Nullable Small[] smalls;
    private final BitSet known = new BitSet();

    CameraReader(Lexicon lexicon, List<Unit> units) {
        this.words = lexicon.phrases();
        this.moves = lexicon.camera();
        this.units = units;
        this.smalls = new Small[units.size()];
    }

    /**
     * A movement as the sentence has it.
     *
     * @param later whether it follows the one before it
     */
    record Found(CameraWord move, Speed speed, boolean later) {}

    /** What the sentence says of the camera, and the units that say something else. */
    record Lifted(List<Found> moves, List<Unit> rest) {}

    Lifted lift() {
        var found = new ArrayList<Found>();
        var taken = new BitSet();
        var camera = new BitSet();
        var anchor = -1;
        var later = false;
        var led = false;
        @Nullable Speed pace = null;
        var at = 0;
        while (at < units.size()) {
            var match = move(at, anchor >= 0 || led);
            if (match != null) {
                var begin = anchor >= 0 ? anchor : paceBefore(at);
                taken.set(begin, match.end());
                taken.or(camera);
                camera.clear();
                var speed = match.speed() != null ? match.speed() : pace != null ? pace : paceOf(begin, at);
                var end = match.end();
                var after = between(end);
                if (after != null && after.pace() != null) {
                    speed = after.pace();
                    taken.set(end, after.end());
                    end = after.end();
                }
                add(found, new Found(match.move(), speed == null ? Speed.NORMAL : speed, later));
                anchor = end;
                pace = null;
                later = false;
                led = false;
                at = end;
                continue;
            }
            var small = between(at);
            if (small != null && small.camera() && cameraActs(at)) {
                camera.set(at, small.end());
                anchor = anchor < 0 ? paceBefore(at) : anchor;
                at = small.end();
            } else if (small != null && (anchor >= 0 || led)) {
                pace = small.pace() != null ? small.pace() : pace;
                later |= small.later();
                at = small.end();
            } else if (anchor >= 0 && units.get(at).type() == Unit.Type.COMMA && found.size() > 0) {
                at++;
            } else {
                led = units.get(at).type() == Unit.Type.COMMA
                        ? led && continues(at + 1)
                        : led || (anchor >= 0 && placed(at));
                if (!led) {
                    camera.clear();
                }
                anchor = -1;
                pace = led ? pace : null;
                later = led && later;
                at++;
            }
        }
        return new Lifted(found, rest(taken));
    }

    private boolean continues(int at) {
        var small = between(at);
        return small != null && small.later();
    }

    /** Whether the camera is what acts: {@code the camera}, or a camera at the beginning of a clause. */
    private boolean cameraActs(int at) {
        if (units.get(at).text().equals("the")
                || (at > 0 && units.get(at - 1).text().equals("the"))) {
            return true;
        }
        for (var start = Math.max(0, at - 8); start <= at; start++) {
            if ((start == 0 || units.get(start - 1).type() == Unit.Type.COMMA) && smallUpTo(start, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean smallUpTo(int start, int end) {
        var place = start;
        while (place < end) {
            var small = between(place);
            if (small == null || small.end() > end) {
                return false;
            }
            place = small.end();
        }
        return true;
    }

    /** Whether a place begins here, or has just begun: {@code behind the shelves} in {@code the camera behind the shelves}. */
    private boolean placed(int at) {
        for (var start = Math.max(0, at - 2); start <= at; start++) {
            for (var match : words.at(units, start)) {
                for (var sense : match.senses()) {
                    if (sense instanceof Where
                            || (sense instanceof Grammar grammar && PLACES.contains(grammar.role()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static void add(List<Found> found, Found move) {
        if (move.move() == CameraWord.ORBIT && found.stream().anyMatch(other -> ORBITS.contains(other.move()))) {
            return;
        }
        if (ORBITS.contains(move.move())) {
            found.removeIf(other -> other.move() == CameraWord.ORBIT);
        }
        for (var i = 0; i < found.size(); i++) {
            if (found.get(i).move() == move.move()) {
                if (found.get(i).speed() == Speed.NORMAL) {
                    found.set(
                            i, new Found(move.move(), move.speed(), found.get(i).later()));
                }
                return;
            }
        }
        found.add(move);
    }

    private List<Unit> rest(BitSet taken) {
        var rest = new ArrayList<Unit>();
        for (var i = 0; i < units.size(); i++) {
            if (!taken.get(i)) {
                rest.add(units.get(i));
            } else if (!rest.isEmpty() && rest.getLast().type() != Unit.Type.COMMA) {
                rest.add(new Unit(
                        ",", Unit.Type.COMMA, units.get(i).start(), units.get(i).start()));
            }
        }
        return rest;
    }

    private record Match(int end, CameraWord move, @Nullable Speed speed) {}

    /** The longest phrase of a movement at a place, with words of pace skipped within it. */
    private @Nullable Match move(int start, boolean anchored) {
        var small = between(start);
        if (small != null && small.camera() && !cameraActs(start)) {
            return null;
        }
        var opens = paceBefore(start);
        var alone = anchored || opens == 0 || units.get(opens - 1).type() == Unit.Type.COMMA;
        @Nullable Match best = null;
        for (var reached : moves.spread(units, start, this::filler)) {
            for (var sense : reached.senses()) {
                if (sense instanceof Move move
                        && counts(move.context(), anchored, alone)
                        && (best == null || reached.end() > best.end())) {
                    best = new Match(reached.end(), move.word(), paceOf(start, reached.end()));
                }
            }
        }
        return best;
    }

    private static boolean counts(Move.Context context, boolean anchored, boolean alone) {
        return switch (context) {
            case ANYWHERE -> true;
            case ALONE -> alone;
            case CAMERA -> anchored;
        };
    }

    /** How many units of pace or filling stand at a place. */
    private int filler(int at) {
        var small = between(at);
        return small != null && !small.later() && (small.pace() != null || small.filling()) ? small.end() - at : 0;
    }

    private @Nullable Speed paceOf(int from, int to) {
        for (var at = from; at < to; at++) {
            var small = between(at);
            if (small != null && small.pace() != null && small.end() <= to) {
                return small.pace();
            }
        }
        return null;
    }

    private int paceBefore(int at) {
        for (var start = Math.max(0, at - 4); start < at; start++) {
            if (pacedUpTo(start, at)) {
                return start;
            }
        }
        return at;
    }

    private boolean pacedUpTo(int start, int end) {
        var place = start;
        while (place < end) {
            var small = between(place);
            if (small == null || small.end() > end || (small.pace() == null && !small.filling())) {
                return false;
            }
            place = small.end();
        }
        return true;
    }

    private record Small(int end, @Nullable Speed pace, boolean later, boolean camera, boolean filling) {}

    /** The longest small word at a place, or null. */
    private @Nullable Small between(int at) {
        if (at >= units.size()) {
            return null;
        }
        if (!known.get(at)) {
            known.set(at);
            smalls[at] = longest(at);
        }
        return smalls[at];
    }

    private @Nullable Small longest(int at) {
        @Nullable Small best = null;
        for (var match : words.at(units, at)) {
            for (var sense : match.senses()) {
                var small = small(match, sense);
                if (small != null && (best == null || small.end() > best.end())) {
                    best = small;
                }
            }
        }
        return best;
    }

    private static @Nullable Small small(Phrases.Match match, Sense sense) {
        return switch (sense) {
            case Pronoun _ -> new Small(match.end(), null, false, false, true);
            case Pace pace -> new Small(match.end(), pace.speed(), false, false, false);
            case Link link ->
                new Small(
                        match.end(), null, link.order() == Order.THEN || link.order() == Order.SUDDENLY, false, false);
            case Grammar grammar ->
                BETWEEN.contains(grammar.role())
                        ? new Small(
                                match.end(),
                                null,
                                false,
                                grammar.role() == Role.CAMERA,
                                grammar.role() != Role.CAMERA && grammar.role() != Role.AND)
                        : null;
            default -> null;
        };
    }
}
