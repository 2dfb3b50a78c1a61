package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.request.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several shots in one clip go to the model as they are, else they are told one after the other in the prompt. */
final class ShotsRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var shots = bargain.request().shots();
        if (shots.isEmpty() || bargain.limits().shots() != null) {
            return;
        }
        bargain.adapt(
                "shots",
                shots.size() + (shots.size() == 1 ? " shot" : " shots"),
                "told one after the other in the prompt",
                "no shots, but one prompt",
                "the model takes one prompt for the whole clip");
        var prompt = new ArrayList<String>();
        if (bargain.request().prompt() != null) {
            prompt.add(bargain.request().prompt());
        }
        for (var i = 0; i < shots.size(); i++) {
            prompt.add(told(i + 1, shots.get(i)));
        }
        bargain.become(bargain.request().toBuilder()
                .shots(List.of())
                .prompt(String.join("\n", prompt))
                .build());
    }

    private static String told(int number, Shot shot) {
        var about = new ArrayList<String>();
        if (shot.duration() != null) {
            about.add(Seconds.words(shot.duration()));
        }
        if (!shot.camera().isEmpty()) {
            about.add("camera: " + shot.camera().stream().map(ShotsRule::told).collect(Collectors.joining(", ")));
        }
        return "Shot %d%s: %s"
                .formatted(number, about.isEmpty() ? "" : " (" + String.join("; ", about) + ")", shot.prompt());
    }

    private static String told(CameraMove move) {
        var words = move.move().word().replace('-', ' ');
        return move.speed() == Speed.NORMAL
                ? words
                : words + ", " + move.speed().word();
    }
}
