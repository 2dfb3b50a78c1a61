package dev.shotwright.vocabulary.negotiation;

/** What is right in one dimension of a request. */
@FunctionalInterface
interface Rule {

    /** Fills in, adapts or refuses what the request says in this dimension. */
    void apply(Bargain bargain);
}
