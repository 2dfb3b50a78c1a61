package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;

/** The seeds that a model takes. */
public record Seeds(long least, long most) {

    public Seeds {
        if (least < 0 || most < least) {
            throw ShotwrightException.invalid("least", least, "0 or more and at most the most");
        }
    }

    /** The seed itself, or one that is derived from it and fits. */
    public long fitted(long seed) {
        return seed >= least && seed <= most ? seed : least + seed % (most - least + 1);
    }
}
