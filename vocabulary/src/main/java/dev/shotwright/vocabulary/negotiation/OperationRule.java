package dev.shotwright.vocabulary.negotiation;

import java.util.stream.Collectors;

/** What a request asks for must be something that the model does at all. */
final class OperationRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var operation = bargain.request().operation();
        if (bargain.mode().operation() != operation) {
            bargain.refuse(
                    "media",
                    operation.word(),
                    bargain.card().modes().stream()
                            .map(mode -> mode.operation().word())
                            .distinct()
                            .collect(Collectors.joining(", ")),
                    null);
        }
    }
}
