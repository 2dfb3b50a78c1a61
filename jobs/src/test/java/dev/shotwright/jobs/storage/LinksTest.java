package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private final KeyFile key = KeyFile.of(new byte[32]);

    @Test
    void a_token_opens_what_was_granted_until_its_time_is_over() {
        var grant = grant(NOW.plusSeconds(60));
        var token = links(NOW).token(grant);

        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(links(NOW).open(token)).isEqualTo(grant);
        assertThat(links(NOW.plusSeconds(59)).open(token)).isEqualTo(grant);
        unknown(links(NOW.plusSeconds(60)), token);
    }

    @Test
    void a_token_that_was_changed_in_any_bit_opens_nothing() {
        var bytes = Base64.getUrlDecoder().decode(links(NOW).token(grant(NOW.plusSeconds(60))));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            unknown(links(NOW), Base64.getUrlEncoder().withoutPadding().encodeToString(forged));
        }
    }

    @Test
    void a_token_of_another_key_and_what_is_no_token_open_nothing() {
        var other = new Links(
                KeyFile.of("another key of thirty-two bytes!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                clock(NOW));
        unknown(links(NOW), other.token(grant(NOW.plusSeconds(60))));
        for (var text : new String[] {"", "a", "../../etc/passwd", "é", "A".repeat(43), "A".repeat(5000)}) {
            unknown(links(NOW), text);
        }
    }

    @Test
    void a_key_file_is_made_once_and_for_its_owner_alone() throws Exception {
        var file = folder.resolve("data/links.key");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var signatures = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 16; i++) {
                signatures.add(threads.submit(
                        () -> KeyFile.at(file, new SecureRandom()).sign(new byte[] {1})));
            }
            for (var signature : signatures) {
                assertThat(signature.get()).isEqualTo(signatures.getFirst().get());
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var all = Files.list(folder.resolve("data"))) {
            assertThat(all).containsExactly(file);
        }
    }

    @Test
    void a_key_file_that_others_may_read_is_refused() throws IOException {
        var file = folder.resolve("links.key");
        KeyFile.at(file, new SecureRandom());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> KeyFile.at(file, new SecureRandom()))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("rw-r-----")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_key_file_of_something_else_is_refused() throws IOException {
        var file = Files.createFile(
                folder.resolve("x.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        for (var text : new String[] {"", "abcd", "no hexadecimal digits"}) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> KeyFile.at(file, new SecureRandom())).isInstanceOf(ShotwrightException.class);
        }
    }

    private static Links.Grant grant(Instant until) {
        return new Links.Grant(Place.clip(new UUID(1, 2), 0, "mp4"), "video/mp4", "a fox.mp4", until);
    }

    private Links links(Instant now) {
        return new Links(key, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.offset(Clock.fixed(now, ZoneOffset.UTC), Duration.ZERO);
    }

    private static void unknown(Links links, String token) {
        assertThatThrownBy(() -> links.open(token))
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
