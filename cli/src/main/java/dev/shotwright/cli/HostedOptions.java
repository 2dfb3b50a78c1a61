package dev.shotwright.cli;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The words of the command line for models that a vendor runs. */
final class HostedOptions {
    @Option(names = "--budget", paramLabel = "MONEY", description = "5CNY: refuse what may cost more, or nobody knows.")
    private @Nullable String budget;

    @Option(names = "--fallback", paramLabel = "NAME", description = "Who is asked after a sure refusal; repeatable.")
    List<String> fallbacks = new ArrayList<>();

    @Mixin
    private final ResumeOptions patience = new ResumeOptions();

    /** What all clips may cost together; null if nobody says. */
    @Nullable
    Money budget() {
        if (budget == null) {
            return null;
        }
        try {
            return Money.parse(budget);
        } catch (ShotwrightException e) {
            throw ShotwrightException.invalid(
                    "--budget", "'" + budget + "'", "an amount and a currency such as 5CNY or '0.70 USD'");
        }
    }

    Duration patience(Duration usual) {
        return patience.patience(usual);
    }

    /** Refuses words that mean nothing to a model of this machine. */
    void refuseFor(String model) {
        refuseMoneyFor(model);
        if (patience.given()) {
            throw refused("--patience", model);
        }
    }

    /** Refuses words that say what may be paid to whom. */
    void refuseMoneyFor(String model) {
        if (budget != null) {
            throw refused("--budget", model);
        }
        if (!fallbacks.isEmpty()) {
            throw refused("--fallback", model);
        }
    }

    private static ShotwrightException refused(String option, String model) {
        return ShotwrightException.invalid(option, "given for " + model, "models that a vendor runs");
    }
}
