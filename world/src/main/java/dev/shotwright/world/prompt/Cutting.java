package dev.shotwright.world.prompt;

import dev.shotwright.world.prompt.Sense.Aspect;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a tale without marked shots is cut, sentence by sentence.
 *
 * <p>Sentences stay in one shot until one goes on at another place, at another time of day or in another framing, or
 * until the shot holds more than anybody would show in one.
 */
final class Cutting {
    private static final int MOST_DEEDS = 8;

    private final Map<Aspect, String> framing = new EnumMap<>(Aspect.class);
    private @Nullable String place;
    private boolean shows;
    private int deeds;

    /** Whether the next sentence opens a shot of its own. */
    boolean cuts(Narration sentence) {
        var cut = shows
                && !sentence.events().isEmpty()
                && (elsewhere(sentence)
                        || reframed(sentence, Aspect.SIZE)
                        || reframed(sentence, Aspect.TIME)
                        || (sentence.deeds() > 0 && deeds + sentence.deeds() > MOST_DEEDS));
        if (cut) {
            framing.clear();
            shows = false;
            deeds = 0;
        }
        for (var event : sentence.events()) {
            if (event instanceof Event.Place stage) {
                place = stage.setting();
            } else {
                shows = true;
            }
        }
        framing.putAll(sentence.features());
        deeds += sentence.deeds();
        return cut;
    }

    private boolean elsewhere(Narration sentence) {
        for (var event : sentence.events()) {
            if (event instanceof Event.Place stage) {
                return place != null && !place.equals(stage.setting());
            }
        }
        return false;
    }

    private boolean reframed(Narration sentence, Aspect aspect) {
        var value = sentence.features().get(aspect);
        return value != null
                && !value.equals(framing.get(aspect))
                && (aspect == Aspect.SIZE || framing.containsKey(aspect));
    }
}
