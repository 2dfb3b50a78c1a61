package dev.shotwright.cli;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The words of the command line that say how patiently vendors and services are asked. */
final class ResumeOptions {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh]?)");

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            description = "How long a vendor or service that is busy is asked again; 10m.")
    private @Nullable String patience;

    boolean given() {
        return patience != null;
    }

    /** How long a vendor that is busy is asked again. */
    Duration patience(Duration usual) {
        if (patience == null) {
            return usual;
        }
        var matcher = TIME.matcher(patience);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("--patience", "'" + patience + "'", "a time such as 90s, 10m or 2h");
        }
        var number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofSeconds(number);
        };
    }
}
