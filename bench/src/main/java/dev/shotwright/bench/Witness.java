package dev.shotwright.bench;

import dev.shotwright.bench.Expectation.Answer;
import dev.shotwright.world.figure.Colours;
import dev.shotwright.world.stage.Truth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says from the truth of a clip alone, without its scene, whether what was expected is to be seen. */
final class Witness {
    private static final Set<String> GROWING = Set.of("big", "large", "bigger", "larger", "huge");
    private static final Set<String> SHRINKING = Set.of("small", "tiny", "smaller", "little");
    private static final Map<String, Integer> BRIGHTNESS =
            Map.of("off", 0, "dark", 1, "dull", 1, "dim", 1, "on", 3, "bright", 3);

    private final List<Truth> truths;
    private final Colours colours;

    Witness(List<Truth> truths, Colours colours) {
        this.truths = List.copyOf(truths);
        this.colours = colours;
    }

    boolean saw(String category, Answer answer) {
        return switch (category) {
            case "camera" -> sawCamera(String.valueOf(answer.camera()));
            case "spatial" -> sawPlaces(answer);
            case "order" -> sawOrder(answer.actions() == null ? 0 : answer.actions());
            case "change" -> sawChange(String.valueOf(answer.from()), String.valueOf(answer.to()));
            default -> throw new IllegalArgumentException("category is '" + category + "'");
        };
    }

    private Truth first() {
        return truths.getFirst();
    }

    private Truth last() {
        return truths.getLast();
    }

    private boolean sawCamera(String expected) {
        var seen = movement();
        return seen.equals(expected) || Understanding.sameMovement(seen, expected);
    }

    /** The one movement that the poses show; {@code several} if they show more. */
    String movement() {
        var before = first().camera();
        var after = last().camera();
        var yaw = Math.toRadians(before.yaw());
        var x = after.position().get(0) - before.position().get(0);
        var z = after.position().get(2) - before.position().get(2);
        var across = x * Math.cos(yaw) - z * Math.sin(yaw);
        var along = x * Math.sin(yaw) + z * Math.cos(yaw);
        var up = after.position().get(1) - before.position().get(1);
        var turned = after.yaw() - before.yaw();
        var tipped = after.pitch() - before.pitch();
        var rolled = after.roll() - before.roll();
        var zoomed = after.focal() / before.focal();
        var far = first().subjects().stream()
                .mapToDouble(Truth.Subject::distance)
                .filter(d -> d > 0)
                .min()
                .orElse(5);
        var carried = Math.sqrt(across * across + along * along + up * up) / far;
        var seen = new LinkedHashSet<String>();
        if (Math.abs(turned) > 15 && carried > 0.15) {
            return turned < 0 ? "orbit-counterclockwise" : "orbit-clockwise";
        }
        if (carried > 0.05
                && Math.abs(along) > 2 * Math.abs(across)
                && before.pitch() < -12
                && Math.abs(up) < 0.3 * Math.abs(along)) {
            return "aerial-dolly";
        }
        if (Math.abs(turned) > 3) {
            seen.add(turned < 0 ? "pan-left" : "pan-right");
        }
        if (Math.abs(tipped) > 3) {
            seen.add(tipped < 0 ? "tilt-down" : "tilt-up");
        }
        if (Math.abs(rolled) > 3) {
            seen.add(rolled < 0 ? "roll-counterclockwise" : "roll-clockwise");
        }
        if (Math.abs(zoomed - 1) > 0.1) {
            seen.add(zoomed > 1 ? "zoom-in" : "zoom-out");
        }
        if (carried > 0.05) {
            var most = Math.max(Math.abs(across), Math.max(Math.abs(along), Math.abs(up)));
            seen.add(
                    most == Math.abs(along)
                            ? along > 0 ? "dolly-in" : "dolly-out"
                            : most == Math.abs(across)
                                    ? across > 0 ? "truck-right" : "truck-left"
                                    : up > 0 ? "pedestal-up" : "pedestal-down");
        }
        return seen.isEmpty() ? "fixed" : seen.size() == 1 ? seen.getFirst() : "several";
    }

    private boolean sawPlaces(Answer answer) {
        for (var subject : named(first(), answer.subject())) {
            for (var object : named(first(), answer.object())) {
                var subjectLater = find(last(), subject.id());
                var objectLater = find(last(), object.id());
                if (!subject.id().equals(object.id())
                        && stands(subject, object, String.valueOf(answer.from()))
                        && subjectLater != null
                        && objectLater != null
                        && stands(subjectLater, objectLater, String.valueOf(answer.to()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two boxes with their distances look like a relation. */
    static boolean stands(Truth.Subject one, Truth.Subject other, String relation) {
        var a = one.box();
        var b = other.box();
        if (a == null || b == null || one.visible() < 0.12) {
            return false;
        }
        var middleX = (a.get(0) + a.get(2)) / 2.0;
        var middleY = (a.get(1) + a.get(3)) / 2.0;
        var otherX = (b.get(0) + b.get(2)) / 2.0;
        var otherY = (b.get(1) + b.get(3)) / 2.0;
        var overlap = Math.min(a.get(2), b.get(2)) - Math.max(a.get(0), b.get(0));
        var narrow = Math.min(a.get(2) - a.get(0), b.get(2) - b.get(0));
        var together = Math.abs(middleX - otherX) < 0.6 * (a.get(2) - a.get(0) + b.get(2) - b.get(0));
        return switch (relation) {
            case "left-of" -> middleX < otherX && overlap < 0.35 * narrow;
            case "right-of" -> middleX > otherX && overlap < 0.35 * narrow;
            case "above", "on" -> together && middleY < b.get(1) + 0.12 * (b.get(3) - b.get(1));
            case "below" -> together && middleY > otherY && a.get(1) > b.get(1);
            case "in-front-of" -> together && one.distance() < other.distance() && a.get(3) > b.get(3);
            case "behind" -> together && one.distance() > other.distance() && a.get(3) < b.get(3);
            default -> false;
        };
    }

    private boolean sawOrder(int expected) {
        return first().subjects().stream().anyMatch(subject -> {
            var played = new ArrayList<String>();
            for (var truth : truths) {
                var now = find(truth, subject.id());
                if (now != null
                        && !now.words().isEmpty()
                        && now.visible() > 0.2
                        && (played.isEmpty() || !played.getLast().equals(now.words()))) {
                    played.add(now.words());
                }
            }
            return played.size() == expected && new LinkedHashSet<>(played).size() == expected;
        });
    }

    private boolean sawChange(String from, String to) {
        return first().subjects().stream().anyMatch(before -> {
            var after = find(last(), before.id());
            return after != null && changed(before, after, from, to);
        });
    }

    private boolean changed(Truth.Subject before, Truth.Subject after, String from, String to) {
        if (SHRINKING.contains(from) && GROWING.contains(to)) {
            return number(after, "height") > 1.2 * number(before, "height") && area(after) > 1.3 * area(before);
        }
        if (GROWING.contains(from) && SHRINKING.contains(to)) {
            return number(after, "height") < number(before, "height") / 1.2 && area(after) < area(before) / 1.3;
        }
        var dim = BRIGHTNESS.get(from);
        var bright = BRIGHTNESS.get(to);
        if (dim != null && bright != null) {
            var difference = number(after, "light") - number(before, "light");
            return bright > dim ? difference > 0.02 : difference < -0.02;
        }
        var start = colours.of(from);
        var end = colours.of(to);
        var shownFirst = before.attributes().get("colour");
        var shownLast = after.attributes().get("colour");
        return start != null
                && end != null
                && shownFirst != null
                && shownLast != null
                && !shownFirst.equals(shownLast)
                && apart(shownFirst, start) < apart(shownFirst, end)
                && apart(shownLast, end) < apart(shownLast, start);
    }

    private static double number(Truth.Subject subject, String attribute) {
        return Double.parseDouble(subject.attributes().getOrDefault(attribute, "0"));
    }

    private static double area(Truth.Subject subject) {
        var box = subject.box();
        return box == null ? 0 : (box.get(2) - box.get(0)) * (double) (box.get(3) - box.get(1));
    }

    private static double apart(String hex, int colour) {
        var other = Integer.parseInt(hex.substring(1), 16);
        var sum = 0.0;
        for (var shift = 0; shift <= 16; shift += 8) {
            var difference = ((other >> shift) & 0xFF) - ((colour >> shift) & 0xFF);
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    private static List<Truth.Subject> named(Truth truth, @Nullable String noun) {
        var head = noun == null ? "" : noun.substring(noun.lastIndexOf(' ') + 1);
        return truth.subjects().stream()
                .filter(s ->
                        !head.isEmpty() && (s.id().contains(head) || s.kind().contains(head)))
                .toList();
    }

    private static Truth.@Nullable Subject find(Truth truth, String id) {
        return truth.subjects().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
