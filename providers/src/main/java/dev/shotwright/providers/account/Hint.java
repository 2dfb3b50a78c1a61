package dev.shotwright.providers.account;

import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a callback means. It is never a verdict: the draw is asked about, whatever the callback says. */
public sealed interface Hint {

    /** A draw may have changed. */
    record Changed(String ticket) implements Hint {}

    /** The vendor wants to see that somebody is there: answer with this JSON. */
    record Challenge(String answer) implements Hint {}

    /** It is not from the vendor, or says nothing. */
    record Ignored(String why) implements Hint {}

    /**
     * The hint of a callback in JSON that names a draw.
     *
     * @param what the vendor's word for a draw
     * @param id finds its name in the JSON; empty where there is none
     */
    static Hint of(Push push, String what, Function<JsonNode, String> id) {
        try {
            var ticket = id.apply(JsonMapper.shared().readTree(push.text()));
            return ticket.isEmpty() ? new Ignored("it names no " + what) : new Changed(ticket);
        } catch (JacksonException e) {
            return new Ignored("it is no JSON");
        }
    }
}
