package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.card.CameraTerms;
import dev.shotwright.vocabulary.request.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Camera movements, of the clip and of its shots. A movement goes to the model's own parameter, else in words into the
 * prompt, else it is refused; a speed that cannot be told becomes normal.
 */
final class CameraRule implements Rule {
    private static final CameraTerms NONE = new CameraTerms(Map.of(), null, Map.of());

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var told = new ArrayList<String>();
        var camera = kept(bargain, "camera", request.camera(), told);
        var shots = new ArrayList<Shot>();
        for (var i = 0; i < request.shots().size(); i++) {
            var shot = request.shots().get(i);
            var toldInShot = new ArrayList<String>();
            var kept = kept(bargain, "shots[%d].camera".formatted(i), shot.camera(), toldInShot);
            var prompt = toldInShot.stream().reduce(shot.prompt(), Sentences::append);
            shots.add(new Shot(prompt, shot.duration(), kept));
        }
        told.forEach(bargain::append);
        bargain.become(bargain.request().toBuilder().camera(camera).shots(shots).build());
    }

    private static List<CameraMove> kept(Bargain bargain, String field, List<CameraMove> moves, List<String> told) {
        var camera = bargain.limits().camera();
        var terms = camera == null ? NONE : camera;
        if (terms.most() != null && moves.size() > terms.most()) {
            bargain.refuse(field, moves.size() + " movements", "at most " + terms.most(), null);
        }
        var kept = new ArrayList<CameraMove>();
        for (var i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            var name = "%s[%d]".formatted(field, i);
            var term = terms.moves().get(move.move());
            if (term == null) {
                bargain.refuse(name, move, accepted(terms), nearest(move.move(), terms));
            } else if (term.parameter() != null) {
                kept.add(atSpeed(bargain, name, move, terms));
            } else {
                told.add(phrase(bargain, name, move, String.valueOf(term.words()), terms));
            }
        }
        return kept;
    }

    private static CameraMove atSpeed(Bargain bargain, String field, CameraMove move, CameraTerms terms) {
        var speed = terms.speeds().get(move.speed());
        if (move.speed() == Speed.NORMAL || (speed != null && speed.parameter() != null)) {
            return move;
        }
        var normal = CameraMove.of(move.move());
        bargain.adapt(field, move, normal, normal.toString(), "the model cannot be told this speed");
        return normal;
    }

    private static String phrase(Bargain bargain, String field, CameraMove move, String words, CameraTerms terms) {
        var speed = terms.speeds().get(move.speed());
        var adverb = move.speed() == Speed.NORMAL || speed == null ? null : speed.words();
        var phrase = adverb == null ? words : words + " " + adverb;
        var lost = move.speed() != Speed.NORMAL && adverb == null ? ", nor can it be told the speed" : "";
        bargain.adapt(
                field,
                move,
                "'%s' in the prompt".formatted(phrase),
                "words in the prompt",
                "the model has no parameter for it" + lost);
        return phrase;
    }

    private static String accepted(CameraTerms terms) {
        return terms.moves().isEmpty()
                ? "no movement, since the model cannot be told of any"
                : terms.moves().keySet().stream().sorted().map(CameraWord::word).collect(Collectors.joining(", "));
    }

    private static @Nullable String nearest(CameraWord move, CameraTerms terms) {
        var kin = kin(move);
        return kin != null && terms.moves().containsKey(kin) ? kin.word() : null;
    }

    /** The movement that a viewer would take most easily for another one. */
    private static @Nullable CameraWord kin(CameraWord move) {
        return switch (move) {
            case PAN_LEFT -> CameraWord.TRUCK_LEFT;
            case PAN_RIGHT -> CameraWord.TRUCK_RIGHT;
            case TILT_UP, CRANE_UP -> CameraWord.PEDESTAL_UP;
            case TILT_DOWN, CRANE_DOWN -> CameraWord.PEDESTAL_DOWN;
            case ZOOM_IN, AERIAL_DOLLY -> CameraWord.DOLLY_IN;
            case ZOOM_OUT -> CameraWord.DOLLY_OUT;
            case DOLLY_IN -> CameraWord.ZOOM_IN;
            case DOLLY_OUT -> CameraWord.ZOOM_OUT;
            case TRUCK_LEFT -> CameraWord.PAN_LEFT;
            case TRUCK_RIGHT -> CameraWord.PAN_RIGHT;
            case PEDESTAL_UP -> CameraWord.CRANE_UP;
            case PEDESTAL_DOWN -> CameraWord.CRANE_DOWN;
            case ORBIT -> CameraWord.ORBIT_CLOCKWISE;
            case ORBIT_CLOCKWISE, ORBIT_COUNTERCLOCKWISE -> CameraWord.ORBIT;
            case FIXED, ROLL_CLOCKWISE, ROLL_COUNTERCLOCKWISE, FOLLOW, HANDHELD -> null;
        };
    }
}
