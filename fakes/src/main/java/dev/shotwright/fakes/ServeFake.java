package dev.shotwright.fakes;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** A fake vendor as a process of its own: prints its address and its keys, and serves until its input ends. */
final class ServeFake {
    private ServeFake() {}

    /**
     * Serves Ark's fake, or OpenAI's.
     *
     * @param args how many seconds a draw takes, how many bytes a clip has, and {@code openai}
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        var words = List.of(args);
        try (var fake = FakeVendor.started(words.contains("openai") ? new FakeOpenAi() : new FakeArk())) {
            fake.lasting(Duration.ofSeconds(Long.parseLong(words.getFirst())));
            if (words.size() > 1) {
                fake.clips().grow(Integer.parseInt(words.get(1)));
            }
            System.out.println(fake.address());
            System.out.println(String.join(" ", fake.keys()));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
