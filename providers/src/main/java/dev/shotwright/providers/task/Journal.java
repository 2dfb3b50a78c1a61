package dev.shotwright.providers.task;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a user, one JSON file each in a folder that only the user reads.
 *
 * <p>A change is written beside the file, brought to the disk and renamed, so that every process reads whole tasks at any
 * moment, and a process that dies leaves the last change that it saved. Beside each task lies a file whose lock says that a
 * process carries it on; the system takes the lock away with the process. A process keeps one journal for a folder, since it
 * would lose a lock by looking at it through another.
 */
public final class Journal {
    private static final String LETTERS = "23456789bcdfghjkmnpqrstvwxz";
    private static final int LENGTH = 8;
    private static final Pattern ID = Pattern.compile("[%s]{%d}".formatted(LETTERS, LENGTH));
    private static final String ENDING = ".json";
    private static final int LOOKS = 10;
    private static final long BETWEEN_LOOKS = 20;

    private final Path folder;
    private final RandomGenerator random;
    private final Set<String> own = ConcurrentHashMap.newKeySet();

    /**
     * A journal in a folder that need not exist.
     *
     * @param random where the names of tasks come from
     */
    public Journal(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
    }

    /**
     * What the folder holds.
     *
     * @param tasks oldest first
     * @param unreadable the files that no task can be read from, each with what is wrong
     */
    public record Contents(List<Task> tasks, List<String> unreadable) {
        public Contents {
            tasks = List.copyOf(tasks);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** Writes a new task down, under a name that no other has, and holds it. */
    public Claim begin(Function<String, Task> draft) {
        try {
            prepareFolder();
            for (; ; ) {
                var id = name();
                if (Files.exists(file(id)) || own.contains(id)) {
                    continue;
                }
                var lock = lock(id);
                if (lock == null) {
                    continue;
                }
                var claim = new FolderClaim(this, lock, draft.apply(id));
                if (Files.exists(file(id))) {
                    claim.close();
                    continue;
                }
                begin(claim);
                return claim;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What is written must be read again by whoever takes the task over; if it cannot be, nobody has been asked yet. */
    private void begin(Claim claim) throws IOException {
        var id = claim.task().id();
        try {
            write(claim.task());
            read(id);
        } catch (RuntimeException e) {
            claim.close();
            Files.deleteIfExists(file(id));
            Files.deleteIfExists(lockFile(id));
            throw e;
        }
    }

    /** Every task, also those that another process is changing at this moment. */
    public Contents contents() {
        var tasks = new ArrayList<Task>();
        var unreadable = new ArrayList<String>();
        for (var id : ids()) {
            try {
                tasks.add(read(id));
            } catch (ShotwrightException e) {
                unreadable.add("%s: %s".formatted(file(id), e.getMessage()));
            }
        }
        tasks.sort(Comparator.comparing(Task::created).thenComparing(Task::id));
        return new Contents(tasks, unreadable);
    }

    /**
     * The right to carry a task on; null while another process has it.
     *
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} if there is no such task
     */
    public @Nullable Claim claim(String id) {
        read(id);
        try {
            var lock = lock(id);
            return lock == null ? null : new FolderClaim(this, lock, read(id));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether a process, this one or another, carries a task on. */
    public boolean claimed(String id) {
        if (own.contains(id)) {
            return true;
        }
        try (var channel = FileChannel.open(lockFile(id), StandardOpenOption.READ)) {
            try (var shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return shared == null;
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The task of a name. */
    public Task read(String id) {
        if (!ID.matcher(id).matches() || !Files.exists(file(id))) {
            var nearest = Nearest.word(id, ids());
            throw ShotwrightException.invalid(
                    "task",
                    "'" + id + "'",
                    "one that `shotwright tasks --all` lists" + (nearest == null ? "" : "; nearest is " + nearest));
        }
        try {
            return Documents.json().read(Task.class, Files.readString(file(id)));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether another task has this ticket already, so that a look-up has found somebody else's draw. */
    boolean owned(String vendor, String ticket, String except) {
        return contents().tasks().stream()
                .anyMatch(task -> !task.id().equals(except)
                        && task.vendor().equals(vendor)
                        && task.attempts().stream().anyMatch(attempt -> ticket.equals(attempt.ticket())));
    }

    void write(Task task) {
        try {
            Whole.write(file(task.id()), Documents.json().write(task).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void released(String id) {
        own.remove(id);
    }

    private List<String> ids() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .toList();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Somebody who only looks holds a lock for a moment, so it is tried for some moments. */
    private @Nullable FileChannel lock(String id) throws IOException {
        if (!own.add(id)) {
            return null;
        }
        FileChannel channel = null;
        var taken = false;
        try {
            channel = FileChannel.open(lockFile(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (var look = 0; look < LOOKS && !taken; look++) {
                taken = channel.tryLock() != null;
                if (!taken) {
                    Thread.sleep(BETWEEN_LOOKS);
                }
            }
        } catch (OverlappingFileLockException e) {
            taken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!taken) {
                own.remove(id);
                if (channel != null) {
                    channel.close();
                }
            }
        }
        return taken ? channel : null;
    }

    private void prepareFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private String name() {
        var name = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    private Path file(String id) {
        return folder.resolve(id + ENDING);
    }

    private Path lockFile(String id) {
        return folder.resolve(id + ".lock");
    }

    private ShotwrightException failed(IOException fault) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "tasks",
                "the journal %s cannot be read or written: %s".formatted(folder, fault),
                fault);
    }
}
