package dev.shotwright.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/** The terminal behind standard error, asked through the tools that every POSIX system has. */
final class Terminal {
    private static final int USUAL = 80;

    private Terminal() {}

    /** Its width, or 0 where standard error is a file, a pipe or a terminal that cannot redraw a line. */
    static int columns() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return 0;
        }
        try {
            var process = new ProcessBuilder("sh", "-c", "test -t 2 && { stty size <&2 || echo; }")
                    .redirectError(Redirect.INHERIT)
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (process.waitFor() != 0) {
                return 0;
            }
            var words = answer.split(" ", -1);
            return words.length == 2 && words[1].matches("[1-9][0-9]{0,3}") ? Integer.parseInt(words[1]) : USUAL;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
