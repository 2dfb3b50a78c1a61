package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.card.Carriage;
import dev.shotwright.vocabulary.card.MediaLimit;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Media must be of a role, kind, number, format and size that the mode takes; they are never dropped or changed. */
final class MediaRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var media = bargain.request().media();
        var limits = bargain.mode().media();
        if (bargain.mode().operation() != bargain.request().operation()) {
            return;
        }
        for (var i = 0; i < media.size(); i++) {
            var item = media.get(i);
            var field = "media[%d]".formatted(i);
            limits.stream()
                    .filter(limit -> limit.covers(item))
                    .findFirst()
                    .ifPresentOrElse(
                            limit -> facts(bargain, field, item, limit), () -> role(bargain, field, item, limits));
        }
        limits.forEach(limit -> number(bargain, media, limit));
    }

    private static void role(Bargain bargain, String field, MediaItem item, List<MediaLimit> limits) {
        bargain.refuse(
                field + ".role",
                item.role().word() + " " + item.kind().word(),
                limits.isEmpty()
                        ? "no media"
                        : limits.stream()
                                .map(limit -> roles(limit) + " " + limit.kind().word())
                                .collect(Collectors.joining(", ")),
                null);
    }

    private static void number(Bargain bargain, List<MediaItem> media, MediaLimit limit) {
        var count = media.stream().filter(limit::covers).count();
        var least = Objects.requireNonNullElse(limit.least(), 0);
        if (count < least || count > limit.most()) {
            var what = roles(limit) + " " + limit.kind().word();
            bargain.refuse(
                    "media",
                    "%d × %s".formatted(count, what),
                    least == limit.most()
                            ? "%d × %s".formatted(least, what)
                            : "%d to %d × %s".formatted(least, limit.most(), what),
                    null);
        }
        var together = media.stream()
                .filter(limit::covers)
                .map(MediaItem::facts)
                .filter(Objects::nonNull)
                .map(MediaFacts::duration)
                .filter(Objects::nonNull)
                .reduce(Duration.ZERO, Duration::plus);
        if (limit.longestTogether() != null && together.compareTo(limit.longestTogether()) > 0) {
            bargain.refuse(
                    "media",
                    "%s of %s together"
                            .formatted(Seconds.words(together), limit.kind().word()),
                    "at most " + Seconds.words(limit.longestTogether()),
                    null);
        }
    }

    private static void facts(Bargain bargain, String field, MediaItem item, MediaLimit limit) {
        if (!limit.reaches(item)) {
            bargain.refuse(
                    field + ".source", item.fromAddress() ? "an address" : "a file", carriage(item, limit), null);
        }
        var facts = item.facts();
        if (facts == null) {
            return;
        }
        if (!limit.formats().isEmpty() && !limit.formats().contains(facts.format())) {
            bargain.refuse(field + ".format", facts.format(), String.join(", ", limit.formats()), null);
        }
        if (limit.mostBytes() != null && facts.bytes() > limit.mostBytes()) {
            bargain.refuse(
                    field + ".bytes", facts.bytes(), "at most " + limit.mostBytes(), String.valueOf(limit.mostBytes()));
        }
        if (facts.size() != null) {
            size(bargain, field, facts.size(), limit);
        }
        if (facts.duration() != null) {
            duration(bargain, field, facts.duration(), limit);
        }
    }

    private static String carriage(MediaItem item, MediaLimit limit) {
        if (limit.by().equals(List.of(Carriage.OWN))) {
            return "a draw of the vendor's, by an address of its own";
        }
        return item.fromAddress() ? "a file" : "an address that the vendor can read";
    }

    private static void size(Bargain bargain, String field, Pixels size, MediaLimit limit) {
        if ((limit.leastSide() != null && size.shortSide() < limit.leastSide())
                || (limit.mostSide() != null && size.longSide() > limit.mostSide())) {
            bargain.refuse(
                    field + ".size",
                    size,
                    "sides of %s to %s pixels"
                            .formatted(
                                    Objects.requireNonNullElse(limit.leastSide(), 1),
                                    limit.mostSide() == null ? "any number of" : limit.mostSide()),
                    null);
        }
        var ratio = AspectRatio.of(size);
        if ((limit.tallest() != null && ratio.value() < limit.tallest().value())
                || (limit.widest() != null && ratio.value() > limit.widest().value())) {
            bargain.refuse(
                    field + ".ratio",
                    ratio,
                    "%s to %s"
                            .formatted(
                                    limit.tallest() == null ? "any" : limit.tallest(),
                                    limit.widest() == null ? "any" : limit.widest()),
                    String.valueOf(
                            limit.tallest() != null
                                            && ratio.value() < limit.tallest().value()
                                    ? limit.tallest()
                                    : limit.widest()));
        }
    }

    private static void duration(Bargain bargain, String field, Duration duration, MediaLimit limit) {
        if ((limit.shortest() != null && duration.compareTo(limit.shortest()) < 0)
                || (limit.longest() != null && duration.compareTo(limit.longest()) > 0)) {
            bargain.refuse(
                    field + ".duration",
                    Seconds.words(duration),
                    "%s to %s"
                            .formatted(
                                    Seconds.words(Objects.requireNonNullElse(limit.shortest(), Duration.ZERO)),
                                    limit.longest() == null ? "any length" : Seconds.words(limit.longest())),
                    null);
        }
    }

    private static String roles(MediaLimit limit) {
        return limit.roles().stream().map(MediaRole::word).collect(Collectors.joining(" or "));
    }
}
