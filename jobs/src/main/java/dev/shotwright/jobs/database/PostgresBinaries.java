package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL that come with ours, unpacked once for a user. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** Where they are unpacked if nobody says otherwise. */
    static Path usualFolder() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("shotwright").resolve("postgres");
    }

    /**
     * The folder with {@code bin}, unpacked if it is not there yet; many processes may ask at once.
     *
     * @throws ShotwrightException if none are packaged for this machine
     */
    static Path unpacked(Path folder) {
        try {
            var archive = archive();
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
            var home = folder.resolve(digest);
            if (!Files.isDirectory(home)) {
                Files.createDirectories(folder);
                var fresh = Files.createTempDirectory(folder, "unpacking");
                unpack(archive, fresh);
                moved(fresh, home);
            }
            return home;
        } catch (IOException fault) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    "database",
                    "PostgreSQL cannot be unpacked into %s: %s".formatted(folder, fault),
                    fault);
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static byte[] archive() throws IOException {
        var name = "/postgres-%s-%s.txz".formatted(system(), architecture());
        try (var stream = PostgresBinaries.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new ShotwrightException(
                        ErrorCode.INVALID_VALUE,
                        "database",
                        "no PostgreSQL is packaged for %s on %s; give the address of one, such as jdbc:postgresql://localhost/shotwright"
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            return stream.readAllBytes();
        }
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    /** Another process may have been faster; its copy is as good. */
    private static void moved(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            delete(fresh);
            if (!Files.isDirectory(home)) {
                throw fault;
            }
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("an entry outside the archive: " + entry.getName());
                }
                write(tar, entry, file);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("a hard link: " + entry.getName());
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
