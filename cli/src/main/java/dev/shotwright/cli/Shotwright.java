package dev.shotwright.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The program {@code shotwright}: finds the command that is meant, runs it, and turns what happened into an exit status. */
public final class Shotwright {
    private static final Duration PATIENCE = Duration.ofMillis(1400);

    private Shotwright() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        Logging.SILENT.choose();
        var cancellation = new Cancellation();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endBySignal(cancellation), "cancel"));
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                err,
                System.getenv(),
                Path.of(""),
                Clock.system(ZoneId.systemDefault()),
                System::nanoTime,
                Terminal::columns,
                () -> new SecureRandom().nextInt(Integer.MAX_VALUE),
                Shotwright::secret,
                cancellation);
        System.exit(runToTheEnd(List.of(arguments), surroundings).status());
    }

    /** Since JDK 25 there is no console again where nobody sits at one. */
    @SuppressWarnings("SystemConsoleNull")
    private static @Nullable String secret(String question) {
        var keyboard = System.console();
        if (keyboard == null || !keyboard.isTerminal()) {
            return null;
        }
        var typed = keyboard.readPassword("%s", question);
        return typed == null ? "" : new String(typed);
    }

    private static Exit runToTheEnd(List<String> arguments, Surroundings surroundings) {
        try {
            return run(arguments, surroundings);
        } catch (RuntimeException | Error e) {
            e.printStackTrace(surroundings.err());
            return Exit.FAILED;
        } finally {
            surroundings.cancellation().finish();
        }
    }

    /** A signal has begun to end the process: the work gets the time to take its half-written files away. */
    private static void endBySignal(Cancellation cancellation) {
        if (!cancellation.finished()) {
            cancellation.request(PATIENCE);
            Runtime.getRuntime().halt(cancellation.exit().status());
        }
    }

    /** Runs one command line; touches nothing but the surroundings, and never ends the process. */
    public static Exit run(List<String> arguments, Surroundings surroundings) {
        return new Session(surroundings, arguments).run();
    }
}
