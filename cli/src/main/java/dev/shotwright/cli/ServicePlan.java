package dev.shotwright.cli;

import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.jobs.outbound.Network;
import dev.shotwright.providers.PlanningRates;
import dev.shotwright.server.ServiceSettings;
import dev.shotwright.server.WebLimits;
import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a service is run here: what the command line says, else the environment, else {@code service.yaml}, else what is usual.
 *
 * @param data the folder of all that the service keeps on this machine
 * @param config the settings that were named; absent for those of the data folder
 * @param database absent for the embedded one
 */
record ServicePlan(
        Path data,
        @Nullable Path config,
        ServiceSettings server,
        @Nullable DatabaseAddress database,
        String media,
        int workers,
        int previz,
        int hosted,
        List<Network> openNetworks,
        Duration keep,
        Duration grace,
        @Nullable Duration pollEvery) {
    private static final int USUAL_PORT = 8080;
    private static final int CORES_OF_A_WORKER = 8;
    private static final int MOST_HOSTED = 500;
    private static final Duration KEEP = Duration.ofDays(7);
    private static final Duration GRACE = Duration.ofSeconds(30);

    ServicePlan {
        openNetworks = List.copyOf(openNetworks);
    }

    static ServicePlan of(Surroundings surroundings, ServiceOptions words) {
        var data = data(surroundings, words.data);
        var config =
                words.config == null ? null : surroundings.file(words.config).toAbsolutePath();
        var file = ServiceFile.read(config, data);
        var cores = Runtime.getRuntime().availableProcessors();
        var workers = number(
                surroundings,
                "--workers",
                words.workers,
                "SHOTWRIGHT_WORKERS",
                Objects.requireNonNullElse(file.workers(), Math.max(1, cores / CORES_OF_A_WORKER)),
                1000);
        var slots = file.slots();
        return new ServicePlan(
                data,
                config,
                server(surroundings, words, file, data),
                database(surroundings, words.database, file),
                text(
                        surroundings,
                        words.media,
                        "SHOTWRIGHT_MEDIA",
                        file.media() == null ? data.resolve("media").toString() : file.media()),
                workers,
                number(
                        surroundings,
                        "--previz",
                        words.previz,
                        "SHOTWRIGHT_PREVIZ",
                        slots == null || slots.previz() == null
                                ? Math.max(1, cores / 2 / Math.max(1, workers))
                                : slots.previz(),
                        1000),
                number(
                        surroundings,
                        "--hosted",
                        words.hosted,
                        "SHOTWRIGHT_HOSTED",
                        slots == null || slots.hosted() == null ? MOST_HOSTED : slots.hosted(),
                        100_000),
                file.openNetworks().stream().map(Network::parse).toList(),
                Objects.requireNonNullElse(file.keep(), KEEP),
                Objects.requireNonNullElse(file.grace(), GRACE),
                file.pollEvery());
    }

    /** The folder that is meant: {@code service} in {@code $SHOTWRIGHT_HOME}, else in {@code ~/.shotwright}. */
    static Path data(Surroundings surroundings, @Nullable String told) {
        var named = told == null ? surroundings.variable("SHOTWRIGHT_DATA") : told;
        if (named != null) {
            return surroundings.file(named).toAbsolutePath().normalize();
        }
        var own = surroundings.variable("SHOTWRIGHT_HOME");
        var home = surroundings.variable("HOME");
        if (own == null && home == null) {
            throw ShotwrightException.invalid("--data", "absent, and HOME is not set", "a folder");
        }
        var base = own == null ? Path.of(Objects.requireNonNull(home), ".shotwright") : surroundings.file(own);
        return base.resolve("service").toAbsolutePath().normalize();
    }

    private static ServiceSettings server(
            Surroundings surroundings, ServiceOptions words, ServiceFile file, Path data) {
        var port = number(
                surroundings,
                "--port",
                words.port,
                "SHOTWRIGHT_PORT",
                Objects.requireNonNullElse(file.port(), USUAL_PORT),
                65_535);
        var host =
                text(surroundings, words.host, "SHOTWRIGHT_HOST", Objects.requireNonNullElse(file.host(), "127.0.0.1"));
        var told = surroundings.variable("SHOTWRIGHT_ADDRESS");
        return new ServiceSettings(
                host,
                port,
                told == null ? file.address() : address(told),
                data,
                Boolean.TRUE.equals(file.proxy()) ? ServiceSettings.Proxy.BELIEVED : ServiceSettings.Proxy.NONE,
                WebLimits.USUAL,
                file.openNetworks().stream().map(Network::parse).toList(),
                file.rates() == null ? PlanningRates.standard() : file.rates());
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw ShotwrightException.invalid(
                    "SHOTWRIGHT_ADDRESS", "'" + text + "'", "an address such as https://video.example.org");
        }
    }

    private static @Nullable DatabaseAddress database(
            Surroundings surroundings, @Nullable String told, ServiceFile file) {
        var user = surroundings.variable("SHOTWRIGHT_DATABASE_USER");
        var password = surroundings.variable("SHOTWRIGHT_DATABASE_PASSWORD");
        var url = told == null ? surroundings.variable("SHOTWRIGHT_DATABASE") : told;
        if (url != null) {
            return new DatabaseAddress(url, user, password);
        }
        var entry = file.database();
        return entry == null
                ? null
                : new DatabaseAddress(
                        entry.url(),
                        user == null ? entry.user() : user,
                        password == null ? entry.password() : password);
    }

    private static String text(Surroundings surroundings, @Nullable String told, String variable, String usual) {
        var settled = told == null ? surroundings.variable(variable) : told;
        return settled == null ? usual : settled;
    }

    private static int number(
            Surroundings surroundings, String field, @Nullable String told, String variable, int usual, int most) {
        var settled = told == null ? surroundings.variable(variable) : told;
        return settled == null ? usual : (int) RequestReading.whole(told == null ? variable : field, settled, most);
    }
}
