package dev.shotwright.vocabulary.negotiation;

/** A change that was made to a request: the field, what was asked, what the model is given instead, and why. */
public record Notice(String field, String asked, String given, String why) {

    @Override
    public String toString() {
        return "%s: asked %s, given %s: %s".formatted(field, asked, given, why);
    }
}
