package dev.shotwright.providers;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Rates to compare prices of several currencies by, where the user has none of their own; no bank gives them. */
public final class PlanningRates {
    private PlanningRates() {}

    public static ExchangeRates standard() {
        try (var stream = PlanningRates.class.getResourceAsStream("rates.yaml")) {
            if (stream == null) {
                throw new IOException("rates.yaml is not on the class path");
            }
            return Documents.yaml()
                    .read(ExchangeRates.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "the exchange rates cannot be read", e);
        }
    }
}
