package dev.shotwright.cli;

import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of the command line that name a service to be asked. */
final class ServerOptions {
    @Option(names = "--server", paramLabel = "URL", description = "A service that draws it; $SHOTWRIGHT_SERVER.")
    private @Nullable String server;

    @Option(names = "--key", paramLabel = "KEY", description = "The service's key; better in $SHOTWRIGHT_KEY.")
    private @Nullable String key;

    /** Whether a service is named, here or in the environment. */
    boolean named(Surroundings surroundings) {
        return server != null || surroundings.variable("SHOTWRIGHT_SERVER") != null;
    }

    /** @throws ShotwrightException if no service is named, or no key */
    ServiceClient client(Surroundings surroundings) {
        return client(surroundings, ServiceClient.PATIENCE, _ -> {});
    }

    /**
     * The same for who waits longer.
     *
     * @param patience how long a service is asked again that gives no answer
     * @param told is told when that begins
     */
    ServiceClient client(Surroundings surroundings, Duration patience, Consumer<String> told) {
        var address = server == null ? surroundings.variable("SHOTWRIGHT_SERVER") : server;
        if (address == null) {
            throw ShotwrightException.invalid(
                    "--server", "absent", "a service such as http://127.0.0.1:8080, here or in SHOTWRIGHT_SERVER");
        }
        if (!address.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw ShotwrightException.invalid(
                    "--server", "'" + address + "'", "an address such as http://127.0.0.1:8080");
        }
        var secret = key == null ? surroundings.variable("SHOTWRIGHT_KEY") : key;
        if (secret == null) {
            throw ShotwrightException.invalid("--key", "absent", "a key of the service, here or in SHOTWRIGHT_KEY");
        }
        return new ServiceClient(URI.create(address.replaceFirst("/+$", "")), secret, patience, told);
    }
}
