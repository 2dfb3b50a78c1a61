package dev.shotwright.vocabulary.negotiation;

/** A seed that the model cannot take is dropped; one beyond its range is folded into it. */
final class SeedRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var seed = request.seed();
        if (seed == null) {
            return;
        }
        var seeds = bargain.limits().seeds();
        if (seeds == null) {
            bargain.adapt("seed", seed, "none", "no seed", "the model takes no seed: a draw cannot be repeated");
            bargain.become(request.toBuilder().seed(null).build());
        } else if (seeds.fitted(seed) != seed) {
            bargain.adapt(
                    "seed",
                    seed,
                    seeds.fitted(seed),
                    "%d to %d".formatted(seeds.least(), seeds.most()),
                    "the seed is beyond the model's range");
            bargain.become(request.toBuilder().seed(seeds.fitted(seed)).build());
        }
    }
}
