package dev.shotwright.providers.account;

/** What a callback means. It is never a verdict: the draw is asked about, whatever the callback says. */
public sealed interface Hint {

    /** A draw may have changed. */
    record Changed(String ticket) implements Hint {}

    /** The vendor wants to see that somebody is there: answer with this JSON. */
    record Challenge(String answer) implements Hint {}

    /** It is not from the vendor, or says nothing. */
    record Ignored(String why) implements Hint {}
}
