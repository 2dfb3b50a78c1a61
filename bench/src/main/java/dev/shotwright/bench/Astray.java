package dev.shotwright.bench;

import dev.shotwright.cli.Cancellation;
import dev.shotwright.cli.Shotwright;
import dev.shotwright.cli.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The program with a clock that is wrong: {@code Astray MINUTES ARGUMENT...}. */
final class Astray {
    private Astray() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                err,
                System.getenv(),
                Path.of(""),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(Long.parseLong(arguments[0]))),
                System::nanoTime,
                () -> 0,
                () -> new SecureRandom().nextInt(Integer.MAX_VALUE),
                _ -> null,
                new Cancellation());
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        System.exit(Shotwright.run(words, surroundings).status());
    }
}
