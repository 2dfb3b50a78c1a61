package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.prompt.CameraReader.Found;
import dev.shotwright.world.prompt.Outline.Passage;
import dev.shotwright.world.prompt.Sense.Aspect;
import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.Scene.Shot;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A prompt on its way from an outline to a scene. */
final class Story {
    private static final double SECONDS = 5;
    private static final double SECONDS_A_BEAT = 1.5;
    private static final Set<String> CARRIERS = Set.of(
            "sign",
            "board",
            "banner",
            "book",
            "shirt",
            "t-shirt",
            "cake",
            "wall",
            "bag",
            "cup",
            "box",
            "screen",
            "poster",
            "billboard",
            "blackboard",
            "whiteboard",
            "card",
            "flag",
            "lantern",
            "scroll",
            "paper");

    private final Segmenter segmenter;
    private final Lexicon lexicon;
    private final Outline outline;
    private final Company company;
    private final LinkedHashSet<String> notUnderstood = new LinkedHashSet<>();
    private final Map<Aspect, String> carried = new EnumMap<>(Aspect.class);
    private String setting = "plain";

    Story(Lexicon lexicon, Outline outline) {
        this.outline = outline;
        this.segmenter = new Segmenter(lexicon.phrases());
        this.lexicon = lexicon;
        this.company = new Company(lexicon);
    }

    /** One shot, read but not yet cast. */
    private record Told(Passage passage, Narration narration, List<Found> moves) {

        Told withSeconds(double seconds) {
            return new Told(passage.withSeconds(seconds), narration, moves);
        }
    }

    Scene scene() {
        var tolds = new ArrayList<Told>();
        var asked = asked();
        if (!outline.preamble().isBlank()) {
            var preamble = Outline.passage(outline.preamble(), false);
            var told = divided(asked == null ? preamble : preamble.withSeconds(null));
            var first = told.getFirst().narration();
            if (told.size() > 1 || first.events().stream().anyMatch(event -> !(event instanceof Event.Place))) {
                tolds.addAll(told);
            } else {
                carried.putAll(first.features());
                for (var event : first.events()) {
                    setting = event instanceof Event.Place place ? place.setting() : setting;
                }
            }
        }
        for (var passage : outline.passages()) {
            tolds.addAll(passage.marked() ? List.of(told(passage)) : divided(passage));
        }
        for (var told : tolds) {
            told.narration().features().forEach((aspect, value) -> {
                if (aspect == Aspect.STYLE) {
                    carried.putIfAbsent(aspect, value);
                }
            });
        }
        var shots = new ArrayList<Shot>();
        for (var told : asked == null ? tolds : within(asked, tolds)) {
            shots.add(shot(told));
        }
        return new Scene(shots, List.copyOf(notUnderstood));
    }

    /** The seconds that the words before the first marked shot ask for all shots; null for none. */
    private @Nullable Double asked() {
        var timed = outline.passages().stream().anyMatch(passage -> passage.seconds() != null);
        return timed || outline.preamble().isBlank()
                ? null
                : Outline.passage(outline.preamble(), false).seconds();
    }

    private Told told(Passage passage) {
        var narration = new Narration(passage.text());
        var moves = new ArrayList<Found>();
        for (var sentence : sentences(passage.text())) {
            read(passage.text(), sentence, narration, moves);
        }
        return new Told(passage, narration, moves);
    }

    /** A passage as one shot, or as several where a sentence calls for another place, framing or time. */
    private List<Told> divided(Passage passage) {
        var tolds = new ArrayList<Told>();
        var starts = new ArrayList<Integer>();
        var cutting = new Cutting();
        for (var sentence : sentences(passage.text())) {
            var alone = new Narration(passage.text());
            read(passage.text(), sentence, alone, new ArrayList<>());
            if (cutting.cuts(alone) || tolds.isEmpty()) {
                starts.add(sentence.getFirst().start());
                tolds.add(new Told(passage, new Narration(passage.text()), new ArrayList<>()));
            }
            var last = tolds.getLast();
            read(passage.text(), sentence, last.narration(), last.moves());
        }
        if (tolds.size() < 2) {
            return tolds.isEmpty() ? List.of(told(passage)) : tolds;
        }
        for (var i = 0; i < tolds.size(); i++) {
            var from = i == 0 ? 0 : starts.get(i);
            var to = i + 1 < starts.size() ? starts.get(i + 1) : Integer.MAX_VALUE;
            var told = tolds.get(i);
            tolds.set(i, new Told(passage.between(from, to), told.narration(), told.moves()));
        }
        var seconds = passage.seconds();
        return seconds == null ? tolds : within(seconds, tolds);
    }

    /** The shots with the seconds divided among them by what happens in each. */
    private static List<Told> within(double seconds, List<Told> tolds) {
        var weights = tolds.stream()
                .mapToDouble(told -> Math.max(1, told.narration().deeds()))
                .toArray();
        var total = Arrays.stream(weights).sum();
        var result = new ArrayList<Told>();
        var passed = 0.0;
        var start = 0.0;
        for (var i = 0; i < weights.length; i++) {
            passed += weights[i];
            var end = hundredths(seconds * passed / total);
            result.add(tolds.get(i).withSeconds(Math.max(0.01, hundredths(end - start))));
            start = end;
        }
        return result;
    }

    private static List<List<Unit>> sentences(String text) {
        var sentences = new ArrayList<List<Unit>>();
        var sentence = new ArrayList<Unit>();
        for (var unit : Unit.split(text)) {
            if (unit.type() == Unit.Type.STOP) {
                if (!sentence.isEmpty()) {
                    sentences.add(List.copyOf(sentence));
                    sentence.clear();
                }
            } else {
                sentence.add(unit);
            }
        }
        if (!sentence.isEmpty()) {
            sentences.add(List.copyOf(sentence));
        }
        return sentences;
    }

    private void read(String text, List<Unit> sentence, Narration narration, List<Found> moves) {
        var lifted = new CameraReader(lexicon, sentence).lift();
        moves.addAll(lifted.moves());
        var tokens = segmenter.tokens(text, lifted.rest());
        var han = lifted.rest().stream()
                .filter(unit -> unit.type() == Unit.Type.HAN)
                .count();
        var words = lifted.rest().stream()
                .filter(unit -> unit.type() == Unit.Type.WORD)
                .count();
        if (han > words) {
            new ChineseReader(tokens, text, narration).read();
        } else {
            new EnglishReader(lexicon.phrases(), tokens, text, narration).read();
        }
    }

    private Shot shot(Told told) {
        var casting = new Casting(company);
        casting.cast(told.narration().events());
        told.narration().notUnderstood().forEach(word -> notUnderstood.add(word.toLowerCase(Locale.ROOT)));
        var features = told.narration().features();
        for (var aspect : List.of(Aspect.TIME, Aspect.WEATHER, Aspect.MOOD, Aspect.STYLE)) {
            var value = features.get(aspect);
            if (value != null) {
                carried.put(aspect, value);
            }
        }
        setting = casting.setting() != null ? casting.setting() : setting;
        var beats = TimePlan.beats(casting.notes());
        var given = told.passage().seconds();
        var seconds = given != null ? given : Math.max(SECONDS, SECONDS_A_BEAT * beats);
        var plan = new TimePlan(casting.notes(), seconds);
        var subjects = casting.inPicture().stream()
                .map(player -> subject(player, plan))
                .toList();
        return new Shot(
                seconds,
                setting,
                word(TimeOfDay.class, carried.get(Aspect.TIME), TimeOfDay.DAY),
                word(Weather.class, carried.get(Aspect.WEATHER), Weather.CLEAR),
                carried.get(Aspect.MOOD),
                word(Style.class, carried.get(Aspect.STYLE), Style.NATURAL),
                word(ShotSize.class, features.get(Aspect.SIZE), ShotSize.FULL),
                word(Angle.class, features.get(Aspect.ANGLE), Angle.EYE_LEVEL),
                camera(told.moves(), seconds),
                subjects,
                lettering(told.passage().letters(), subjects, seconds));
    }

    private static Scene.Subject subject(Player player, TimePlan plan) {
        return new Scene.Subject(
                player.id,
                player.thing.kind(),
                player.family,
                player.label,
                player.count,
                player.attributes,
                plan.relations(player),
                plan.actions(player),
                plan.changes(player));
    }

    private static List<Scene.Camera> camera(List<Found> found, double seconds) {
        var moves = new ArrayList<Found>();
        for (var move : found) {
            if (moves.stream().noneMatch(other -> other.move() == move.move())) {
                moves.add(move);
            }
        }
        var parts = 1 + (int) moves.stream().skip(1).filter(Found::later).count();
        var camera = new ArrayList<Scene.Camera>();
        var part = 0;
        for (var i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            part += i > 0 && move.later() ? 1 : 0;
            camera.add(new Scene.Camera(
                    move.move(),
                    move.speed(),
                    hundredths(seconds * part / parts),
                    hundredths(seconds * (part + 1) / parts)));
        }
        return camera;
    }

    private static double hundredths(double time) {
        return Math.round(time * 100) / 100.0;
    }

    private List<Scene.Lettering> lettering(
            List<Outline.Letters> letters, List<Scene.Subject> subjects, double seconds) {
        var lettering = new ArrayList<Scene.Lettering>();
        for (var words : letters) {
            lettering.add(new Scene.Lettering(words.text(), place(words.before(), subjects), 0, seconds));
        }
        return lettering;
    }

    private String place(String before, List<Scene.Subject> subjects) {
        var tail = before.substring(Math.max(0, before.length() - 60));
        for (var token : segmenter.tokens(tail, Unit.split(tail)).reversed()) {
            for (var sense : token.senses()) {
                if (sense instanceof Sense.Thing thing && CARRIERS.contains(thing.id())) {
                    for (var subject : subjects) {
                        if (subject.kind().equals(thing.kind())) {
                            return subject.id();
                        }
                    }
                }
            }
        }
        var lower = tail.toLowerCase(Locale.ROOT);
        if (lower.contains("bottom") || lower.contains("底部") || lower.contains("下方")) {
            return "bottom";
        }
        return lower.contains("top of") || lower.contains("at the top") || lower.contains("上方") || lower.contains("顶部")
                ? "top"
                : "centre";
    }

    private static <E extends Enum<E> & Spelled> E word(Class<E> type, @Nullable String word, E otherwise) {
        return word == null ? otherwise : Spelled.parse(type, type.getSimpleName(), word);
    }
}
