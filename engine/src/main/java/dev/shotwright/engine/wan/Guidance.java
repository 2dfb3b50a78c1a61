package dev.shotwright.engine.wan;

import dev.shotwright.models.wan.WanPrompt;
import dev.shotwright.models.wan.WanTransformer;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a transformer for the flow towards a prompt and away from another. */
record Guidance(
        WanTransformer transformer,
        WanPrompt towards,
        @Nullable WanPrompt away,
        double strength) {

    /** {@code (1, channels, f, h, w)} in 32-bit floats. */
    Tensor flow(Tensor latents, @Nullable Tensor condition, double timestep) {
        return Scope.tidy(() -> {
            var input = condition == null ? latents : Tensor.cat(1, latents, condition);
            var steps = new double[] {timestep};
            if (away == null) {
                return transformer.forward(input, steps, towards);
            }
            var flows = transformer.forward(input, steps, List.of(towards, away));
            var flow = flows.narrow(0, 0, 1);
            var other = flows.narrow(0, 1, 1);
            return other.add(flow.sub(other).mul(strength));
        });
    }
}
