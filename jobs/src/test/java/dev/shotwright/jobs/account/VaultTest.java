package dev.shotwright.jobs.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final byte[] SECRET = "ark-0123456789".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void what_is_sealed_opens_with_the_same_file() throws Exception {
        var file = folder.resolve("key");
        var closed = Vault.open(file).seal("ark", SECRET);
        assertThat(Vault.open(file).unseal("ark", closed)).isEqualTo(SECRET);
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
        assertThat(Vault.open(file).seal("ark", SECRET)).isNotEqualTo(closed);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void it_opens_under_no_other_name_or_key_nor_when_changed() {
        var vault = Vault.open(folder.resolve("key"));
        var closed = vault.seal("ark", SECRET);
        assertThatThrownBy(() -> vault.unseal("vidu", closed)).isInstanceOf(ShotwrightException.class);
        assertThatThrownBy(() -> Vault.open(folder.resolve("other")).unseal("ark", closed))
                .hasMessage("the secret of ark does not open; accepted is the key file that it was sealed under");
        for (var i = 0; i < closed.length; i++) {
            var changed = closed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.unseal("ark", changed)).isInstanceOf(ShotwrightException.class);
        }
    }

    @Test
    void a_key_file_that_others_may_read_is_refused() throws Exception {
        var file = folder.resolve("key");
        Vault.open(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Vault.open(file)).hasMessageContaining("accepted is mode 600");
    }

    @Test
    void a_file_that_is_no_key_is_refused() throws Exception {
        var file = folder.resolve("key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> Vault.open(file)).hasMessageContaining("holds 5 bytes; accepted are 32 in base 64");
        Files.writeString(file, "%%%");
        assertThatThrownBy(() -> Vault.open(file)).hasMessageContaining("is not a key");
    }

    @Test
    void vendors_keys_are_kept_under_seal() {
        try (var test = TestDatabase.fresh()) {
            var clock = InstantSource.fixed(Instant.parse("2026-11-21T10:00:00Z"));
            var keys = new VendorKeys(test.database(), Vault.open(folder.resolve("key")), clock);
            assertThat(keys.of("kling")).isEmpty();
            keys.put("kling", Map.of("KLING_ACCESS_KEY", "first"), null);
            keys.put("kling", Map.of("KLING_ACCESS_KEY", "abcdef", "KLING_SECRET_KEY", "ghijkl"), null);
            assertThat(keys.of("kling")).isEqualTo(Map.of("KLING_ACCESS_KEY", "abcdef", "KLING_SECRET_KEY", "ghijkl"));
            assertThat(keys.list()).containsExactly(new VendorKeys.Kept("kling", clock.instant()));
            assertThat(test.database()
                            .sql()
                            .sql("select count(*) from audit where audit::text like '%ghijkl%' or audit::text like"
                                    + " '%abcdef%'")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(keys.remove("kling", null)).isTrue();
            assertThat(keys.remove("kling", null)).isFalse();
            assertThat(keys.of("kling")).isEmpty();
        }
    }
}
