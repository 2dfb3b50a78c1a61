package dev.shotwright.vocabulary.negotiation;

/** The amount of motion goes to the model's own parameter, else in words into the prompt, else it is left out. */
final class MotionRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var motion = bargain.request().motion();
        if (motion == null) {
            return;
        }
        var term = bargain.limits().motions().get(motion);
        if (term != null && term.parameter() != null) {
            return;
        }
        if (term == null) {
            bargain.adapt("motion", motion.word(), "none", "no motion", "the model cannot be told how much moves");
        } else {
            bargain.tell("motion", motion.word(), String.valueOf(term.words()));
        }
        bargain.become(bargain.request().toBuilder().motion(null).build());
    }
}
