package dev.shotwright.engine.checkpoint;

import dev.shotwright.engine.sampler.FlowEuler;
import dev.shotwright.engine.sampler.Sampler;
import dev.shotwright.engine.sampler.UniPc;
import dev.shotwright.models.Configuration;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;

/**
 * Which solver a checkpoint is sampled with, and how far its steps lean towards noise.
 *
 * @param shift above 0; 1 for even steps
 */
public record SamplerSettings(Kind kind, double shift) {

    /** The solvers, by the names that users give them. */
    public enum Kind implements Spelled {
        UNIPC("unipc"),
        EULER("euler");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What the reference takes where a checkpoint says nothing: UniPC, shift 3. */
    public static final SamplerSettings USUAL = new SamplerSettings(Kind.UNIPC, 3);

    /** Reads {@code scheduler/scheduler_config.json}; a schedule that is not known here is refused. */
    public static SamplerSettings read(Configuration file) {
        var name = String.valueOf(file.word("_class_name", null));
        return switch (name) {
            case "UniPCMultistepScheduler" -> {
                require(
                        file,
                        "prediction_type",
                        "flow_prediction".equals(file.word("prediction_type", null)),
                        "flow_prediction");
                require(file, "use_flow_sigmas", file.flag("use_flow_sigmas", false), "true");
                require(file, "solver_order", file.integer("solver_order", 2) == 2, "2");
                require(file, "solver_type", "bh2".equals(file.word("solver_type", "bh2")), "bh2");
                require(file, "lower_order_final", file.flag("lower_order_final", true), "true");
                require(file, "final_sigmas_type", "zero".equals(file.word("final_sigmas_type", "zero")), "zero");
                common(file);
                yield new SamplerSettings(Kind.UNIPC, file.number("flow_shift", 1));
            }
            case "FlowMatchEulerDiscreteScheduler" -> {
                require(file, "stochastic_sampling", !file.flag("stochastic_sampling", false), "false");
                require(file, "invert_sigmas", !file.flag("invert_sigmas", false), "false");
                common(file);
                yield new SamplerSettings(Kind.EULER, file.number("shift", 1));
            }
            default ->
                throw new ShotwrightException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "_class_name",
                        "%s: _class_name is %s; accepted are UniPCMultistepScheduler, FlowMatchEulerDiscreteScheduler"
                                .formatted(file, name));
        };
    }

    public SamplerSettings withShift(double other) {
        return new SamplerSettings(kind, other);
    }

    public SamplerSettings withKind(Kind other) {
        return new SamplerSettings(other, shift);
    }

    /** A solver at the start of {@code steps} steps. */
    public Sampler start(int steps) {
        return switch (kind) {
            case UNIPC -> new UniPc(steps, shift);
            case EULER -> new FlowEuler(steps, shift);
        };
    }

    private static void common(Configuration file) {
        require(file, "num_train_timesteps", file.integer("num_train_timesteps", 1000) == 1000, "1000");
        require(file, "shift_terminal", !file.has("shift_terminal"), "null");
        for (var spacing : new String[] {
            "use_dynamic_shifting", "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas", "thresholding"
        }) {
            require(file, spacing, !file.flag(spacing, false), "false");
        }
    }

    private static void require(Configuration file, String field, boolean known, String accepted) {
        if (!known) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT, field, "%s: accepted for %s is %s".formatted(file, field, accepted));
        }
    }
}
