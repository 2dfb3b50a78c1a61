package dev.shotwright.providers;

import dev.shotwright.providers.account.Vendor;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What becomes of requests with a vendor's cards, in one line each. */
public final class Negotiated {
    private static final Negotiation NEGOTIATION = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST);

    private static final Pattern ITEMS = Pattern.compile("(\\d)×(\\{[^}]*})");

    private Negotiated() {}

    /**
     * {@code accepted}, the changes, or {@code refused} and the reasons.
     *
     * @param model the part of its name after the slash
     * @param wish the request but for its model, as the inside of a YAML map; {@code 3×{…}} stands for three such items
     */
    public static String line(Vendor vendor, String model, String wish) {
        var name = vendor.name() + "/" + model;
        var card = vendor.cards().stream()
                .filter(each -> each.model().equals(name))
                .findFirst()
                .orElseThrow();
        var request = Documents.yaml().read(VideoRequest.class, "{model: %s, %s}".formatted(name, whole(wish)));
        return switch (NEGOTIATION.of(request, card)) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Adapted adapted ->
                adapted.notices().stream()
                        .map(notice -> "%s: %s → %s".formatted(notice.field(), notice.asked(), notice.given()))
                        .collect(Collectors.joining("; "));
            case Verdict.Refused refused ->
                "refused "
                        + refused.reasons().stream()
                                .map(reason ->
                                        "%s: %s, not %s".formatted(reason.field(), reason.asked(), reason.accepted()))
                                .collect(Collectors.joining("; "));
        };
    }

    private static String whole(String wish) {
        return ITEMS.matcher(wish)
                .replaceAll(items ->
                        String.join(", ", Collections.nCopies(Integer.parseInt(items.group(1)), items.group(2))));
    }
}
