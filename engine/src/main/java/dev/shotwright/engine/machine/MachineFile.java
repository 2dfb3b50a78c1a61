package dev.shotwright.engine.machine;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The file in which measurements are kept. */
final class MachineFile {
    private MachineFile() {}

    /** What is kept, or null where nothing is or it cannot be read: then the machine is measured again. */
    static @Nullable Machine read(Path file) {
        try {
            return Files.exists(file) ? Documents.json().read(Machine.class, Files.readString(file)) : null;
        } catch (IOException | ShotwrightException unreadable) {
            return null;
        }
    }

    static void write(Path file, Machine machine) {
        try {
            var folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var beside = Files.createTempFile(folder, "machine", ".json");
            Files.writeString(beside, Documents.json().write(machine));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "machine", "%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
