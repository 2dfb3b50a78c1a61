package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.Seconds;

/** Shots must be no more, no shorter and no longer in words than the model takes, with all that was told in words. */
final class ShotLimitsRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var shots = bargain.request().shots();
        var terms = bargain.limits().shots();
        if (terms == null) {
            return;
        }
        if (shots.size() > terms.most()) {
            bargain.refuse("shots", shots.size() + " shots", "at most " + terms.most(), null);
        }
        for (var i = 0; i < shots.size(); i++) {
            var shot = shots.get(i);
            var limit = terms.prompt();
            var length = limit == null ? 0 : limit.lengthOf(shot.prompt(), bargain.counter());
            if (limit != null && length > limit.most()) {
                bargain.refuse(
                        "shots[%d].prompt".formatted(i),
                        length + " " + limit.unit().word(),
                        limit.words(),
                        null);
            }
            if (shot.duration() != null
                    && terms.shortest() != null
                    && shot.duration().compareTo(terms.shortest()) < 0) {
                bargain.refuse(
                        "shots[%d].duration".formatted(i),
                        Seconds.words(shot.duration()),
                        "at least " + Seconds.words(terms.shortest()),
                        Seconds.words(terms.shortest()));
            }
        }
    }
}
