package dev.shotwright.cli;

import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.OpenAccounts;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The environment variables that Shotwright reads, whichever command: what begins like them and is none is refused. */
final class Variables {
    private static final String PREFIX = "SHOTWRIGHT_";

    /** The launcher alone reads the last. */
    private static final List<String> OWN = List.of(
            "SHOTWRIGHT_HOME",
            "SHOTWRIGHT_MODEL",
            "SHOTWRIGHT_SERVER",
            "SHOTWRIGHT_KEY",
            "SHOTWRIGHT_DEBUG",
            "SHOTWRIGHT_DATA",
            "SHOTWRIGHT_DATABASE",
            "SHOTWRIGHT_DATABASE_USER",
            "SHOTWRIGHT_DATABASE_PASSWORD",
            "SHOTWRIGHT_MEDIA",
            "SHOTWRIGHT_HOST",
            "SHOTWRIGHT_PORT",
            "SHOTWRIGHT_ADDRESS",
            "SHOTWRIGHT_WORKERS",
            "SHOTWRIGHT_PREVIZ",
            "SHOTWRIGHT_HOSTED",
            "SHOTWRIGHT_JAVA_OPTIONS");

    private Variables() {}

    /** Those of all vendors' addresses last. */
    static List<String> known() {
        return Stream.concat(OWN.stream(), Vendors.all().stream().map(OpenAccounts::variable))
                .toList();
    }

    /** @throws ShotwrightException for the first that is not known, naming the nearest that is */
    static void check(Collection<String> environment) {
        var known = known();
        environment.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    var nearest = Nearest.word(name.substring(PREFIX.length()), words(known));
                    throw ShotwrightException.invalid(
                            name,
                            "in the environment, and no variable of Shotwright",
                            (nearest == null ? "" : PREFIX + nearest + ", the nearest of ") + String.join(", ", known));
                });
    }

    private static List<String> words(List<String> known) {
        return known.stream().map(name -> name.substring(PREFIX.length())).toList();
    }
}
