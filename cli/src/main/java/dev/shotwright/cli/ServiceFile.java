package dev.shotwright.cli;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator has settled for a service, in {@code service.yaml} of its data folder; docs/cli.md has a
 * commented one. Whatever is absent has its usual value, and a key that is not here is refused.
 *
 * @param host where the server listens
 * @param port 0 for any that is free
 * @param address what clients reach it by, where a proxy stands before it
 * @param proxy whether the headers {@code X-Forwarded-…} of whoever connects are believed
 * @param database a PostgreSQL instead of the embedded one
 * @param media a folder, or {@code s3://bucket/prefix}
 * @param workers processes on this machine
 * @param openNetworks networks that webhooks and fetched media may lead to although they are not on the open Internet
 * @param keep how long clips are kept
 * @param grace how long jobs that are drawn here may take to end when the service stops
 * @param pollEvery the time to the first question about a draw of a vendor's; as the models' cards say if absent
 * @param rates by which prices in other currencies than an account's become its own
 */
record ServiceFile(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable URI address,
        @Nullable Boolean proxy,
        @Nullable DatabaseEntry database,
        @Nullable String media,
        @Nullable Integer workers,
        @Nullable SlotsEntry slots,
        List<String> openNetworks,
        @Nullable Duration keep,
        @Nullable Duration grace,
        @Nullable Duration pollEvery,
        @Nullable ExchangeRates rates) {
    static final String NAME = "service.yaml";

    ServiceFile {
        openNetworks = List.copyOf(openNetworks);
    }

    /** A database, and who we are to it. */
    record DatabaseEntry(
            String url, @Nullable String user, @Nullable String password) {}

    /** How many jobs each worker draws at once. */
    record SlotsEntry(@Nullable Integer previz, @Nullable Integer hosted) {}

    /** The file; one that says nothing where it is not there and was not asked for. */
    static ServiceFile read(@Nullable Path asked, Path data) {
        var file = asked == null ? data.resolve(NAME) : asked;
        if (asked == null && !Files.exists(file)) {
            return empty();
        }
        var text = TextFile.read("--config", file);
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return empty();
        }
        try {
            return TextFile.documents(file).read(ServiceFile.class, text);
        } catch (ShotwrightException e) {
            throw TextFile.named(file, e);
        }
    }

    private static ServiceFile empty() {
        return new ServiceFile(null, null, null, null, null, null, null, null, List.of(), null, null, null, null);
    }
}
