package dev.shotwright.cli;

import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a user: those in the environment before those in {@code keys.yaml} of their {@link Home}, a file that nobody else
 * may read. No message ever holds a key.
 */
final class Keyring {
    private static final String NAME = "keys.yaml";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,4096}");
    private static final Set<PosixFilePermission> OWN =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Surroundings surroundings;

    Keyring(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Keys that open an account.
     *
     * @param from where they are from, for people
     */
    record Keys(KeyForm form, List<String> values, String from) {
        @Override
        public String toString() {
            return "%s from %s".formatted(form, from);
        }
    }

    /** The keys of a vendor; null where there are none. */
    @Nullable
    Keys keys(Vendor vendor) {
        var file = file();
        var kept = file == null ? Map.<String, String>of() : kept(file);
        for (var form : vendor.keyForms()) {
            var values = new ArrayList<String>();
            var from = "the environment";
            for (var name : form.names()) {
                var value = surroundings.variable(name);
                if (value == null) {
                    value = kept.get(name);
                    from = String.valueOf(file);
                }
                if (value != null) {
                    values.add(checked(name, value));
                }
            }
            if (values.size() == form.names().size()) {
                return new Keys(form, values, from);
            }
        }
        return null;
    }

    /** Keeps keys for later commands. */
    Path keep(Map<String, String> keys) {
        var file = Home.needed(surroundings).resolve(NAME);
        var all = new TreeMap<>(kept(file));
        keys.forEach((name, key) -> all.put(name, checked(name, key)));
        try {
            Files.createDirectories(Home.needed(surroundings));
            var beside = Files.createTempFile(Home.needed(surroundings), ".keys", ".part", attributes(file));
            try (var stream = new FileOutputStream(beside.toFile())) {
                stream.write(Documents.yaml().write(all).getBytes(StandardCharsets.UTF_8));
                stream.getFD().sync();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, NAME, "%s cannot be written: %s".formatted(file, e), e);
        }
        return file;
    }

    private static FileAttribute<?>[] attributes(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWN)}
                : new FileAttribute<?>[0];
    }

    private @Nullable Path file() {
        var home = Home.of(surroundings);
        return home == null ? null : home.resolve(NAME);
    }

    private static Map<String, String> kept(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        refuseIfOthersRead(file);
        var text = TextFile.read(NAME, file);
        if (text.isBlank()) {
            return Map.of();
        }
        var keys = new TreeMap<String, String>();
        try {
            Map<?, ?> found = Documents.yaml().read(Map.class, text);
            found.forEach((name, key) -> keys.put((String) name, (String) key));
        } catch (ShotwrightException | ClassCastException _) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    NAME,
                    "%s cannot be read; accepted is a line such as ARK_API_KEY: '...' for each key".formatted(file));
        }
        return keys;
    }

    private static void refuseIfOthersRead(Path file) {
        try {
            if (isPosix(file) && !OWN.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ShotwrightException(
                        ErrorCode.REFUSED,
                        NAME,
                        "%s can be read by others or run; accepted is a file of yours alone: chmod 600 '%s'"
                                .formatted(file, file.toAbsolutePath()));
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, NAME, "%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String checked(String name, String key) {
        if (!KEY.matcher(key).matches()) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    name,
                    "%s is no key: it is empty, too long, or has blanks, line ends or letters beyond ASCII"
                            .formatted(name));
        }
        return key;
    }
}
