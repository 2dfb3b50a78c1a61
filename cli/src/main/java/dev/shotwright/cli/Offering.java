package dev.shotwright.cli;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one model makes of a request.
 *
 * @param quote absent where it refuses
 * @param common the price in the currency that all are compared in; absent where it is unknown
 * @param usually how long this user usually waited for it; absent where they never did
 */
record Offering(
        ModelCard card,
        Verdict verdict,
        @Nullable Quote quote,
        @Nullable Money common,
        String price,
        @Nullable Duration usually) {

    /** By price, what has an unknown price after that, what refuses last. */
    static final Comparator<Offering> CHEAPEST_FIRST = Comparator.comparing((Offering offer) -> !offer.isOne())
            .thenComparing(offer -> offer.common == null)
            .thenComparing(offer -> offer.common == null ? BigDecimal.ZERO : offer.common.amount());

    static Offering of(ModelCard card, Verdict verdict, Prices prices, @Nullable Duration usually) {
        var request = request(verdict);
        var quote = request == null ? null : card.tariff().quote(request);
        return switch (quote) {
            case null -> new Offering(card, verdict, null, null, "-", usually);
            case Quote.Priced priced ->
                new Offering(
                        card, verdict, quote, prices.common(priced.atMost()), prices.words(priced.atMost()), usually);
            case Quote.Unpriced unknown ->
                new Offering(card, verdict, quote, null, "unknown: " + unknown.why(), usually);
        };
    }

    private static @Nullable VideoRequest request(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted -> adapted.request();
            case Verdict.Refused _ -> null;
        };
    }

    /** Whether the model can draw it. */
    boolean isOne() {
        return quote != null;
    }

    void tabulate(Table table) {
        var told = usually == null ? "unknown" : "%d:%02d".formatted(usually.toMinutes(), usually.toSecondsPart());
        switch (verdict) {
            case Verdict.Accepted _ -> table.row(List.of(), card.model(), "accepted", "0", price, told);
            case Verdict.Adapted adapted ->
                table.row(
                        adapted.notices().stream().map(Notice::toString).toList(),
                        card.model(),
                        "adapted",
                        String.valueOf(adapted.notices().size()),
                        price,
                        told);
            case Verdict.Refused refused ->
                table.row(
                        refused.reasons().stream().map(Reason::toString).toList(),
                        card.model(),
                        "refused",
                        "-",
                        price,
                        "-");
        }
    }

    ObjectNode node() {
        var node = JsonNodeFactory.instance.objectNode().put("model", card.model());
        switch (verdict) {
            case Verdict.Accepted _ -> node.put("verdict", "accepted");
            case Verdict.Adapted adapted -> {
                node.put("verdict", "adapted");
                adapted.notices().forEach(notice -> node.withArray("notices").add(Answer.node(notice)));
            }
            case Verdict.Refused refused -> {
                node.put("verdict", "refused");
                refused.reasons().forEach(reason -> node.withArray("reasons").add(Answer.node(reason)));
            }
        }
        switch (quote) {
            case null -> {}
            case Quote.Priced priced ->
                node.put("cost", priced.atMost().toString())
                        .put("costCompared", common == null ? null : Prices.rounded(common))
                        .put("asOf", priced.asOf().toString());
            case Quote.Unpriced unknown -> node.putNull("cost").put("costUnknown", unknown.why());
        }
        var request = request(verdict);
        if (request != null) {
            node.put("wait", usually == null ? null : usually.toSeconds());
            node.set("request", JsonMapper.shared().readTree(Documents.json().write(request)));
        }
        return node;
    }
}
