package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of our own in a data folder: made on the first start, guarded by a random password, reachable on the loopback
 * interface alone, started again whenever it dies.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /*
     * Who starts a folder holds the lock on its file "lock" for life. The kernel frees the lock of a killed process, so a lock
     * is never stale. The server itself outlives a killed process: the next start finds it by postmaster.pid and takes it over
     * if it answers to this folder's password, and stops it if not.
     *
     * The port stays the same for as long as anybody may know it. It is none of those that systems give to outgoing connections:
     * whoever calls a dead server's port of that kind often enough is one day given that very port, and talks to himself.
     */
    private static final String USER = "shotwright";
    private static final String DATABASE = "shotwright";
    private static final int TRIES = 20;
    private static final int LOWEST_PORT = 12_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());

    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on");
    static final Map<String, String> FORGETFUL =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    private final Path folder;
    private final PostgresProgram programs;
    private final Map<String, String> settings;
    private final FileChannel guard;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread warden;
    private volatile Postmaster postmaster;

    private EmbeddedPostgres(
            Path folder,
            PostgresProgram programs,
            Map<String, String> settings,
            FileChannel guard,
            Postmaster running) {
        this.folder = folder;
        this.programs = programs;
        this.settings = settings;
        this.guard = guard;
        this.postmaster = running;
        this.warden = Thread.ofVirtual().name("postgres-warden").unstarted(this::guard);
    }

    /**
     * Starts the database of a folder, or takes over the one that a killed process left running.
     *
     * @throws ShotwrightException if another process has the folder, or if PostgreSQL does not run here
     */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, DURABLE);
    }

    static EmbeddedPostgres start(Path folder, Map<String, String> settings) {
        var home = folder.toAbsolutePath().normalize();
        var guard = guarded(home);
        try {
            var programs = new PostgresProgram(PostgresBinaries.unpacked(PostgresBinaries.usualFolder()));
            create(home, programs);
            var running = adopted(home, programs);
            var started = new EmbeddedPostgres(
                    home,
                    programs,
                    settings,
                    guard,
                    running == null ? run(home, programs, settings, () -> port(home)) : running);
            started.warden.start();
            return started;
        } catch (RuntimeException fault) {
            release(guard);
            throw fault;
        }
    }

    /** The service's own database. */
    public DatabaseAddress address() {
        return address(DATABASE);
    }

    DatabaseAddress address(String database) {
        return address(folder, postmaster.port(), database);
    }

    /**
     * Where other processes of this machine reach the database of a folder.
     *
     * @throws ShotwrightException if it does not run
     */
    public static DatabaseAddress running(Path folder) {
        var home = folder.toAbsolutePath().normalize();
        var running = Postmaster.of(data(home));
        if (running == null) {
            throw new ShotwrightException(
                    ErrorCode.NETWORK_FAILED, "data", "no service runs with the data folder " + folder);
        }
        return address(home, running.port(), DATABASE);
    }

    /** The process that is the server just now. */
    ProcessHandle process() {
        return postmaster.process();
    }

    private static DatabaseAddress address(Path folder, int port, String database) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), USER, password(folder));
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    private static String password(Path folder) {
        try {
            return Files.readString(folder.resolve("password"), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException fault) {
            throw storage(folder, fault);
        }
    }

    private static ShotwrightException storage(Path folder, IOException fault) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED, "data", "%s cannot be used: %s".formatted(folder, fault), fault);
    }

    private static FileChannel guarded(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve("lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new ShotwrightException(
                        ErrorCode.CONFLICT,
                        "data",
                        "the data folder %s is in use by another service; stop that one, or give another folder"
                                .formatted(folder));
            }
            return channel;
        } catch (IOException fault) {
            throw storage(folder, fault);
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Makes the data in a folder beside the real one, so that a killed start leaves nothing half made. */
    private static void create(Path folder, PostgresProgram programs) {
        if (Files.isDirectory(data(folder))) {
            return;
        }
        try {
            var password = folder.resolve("password");
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Files.deleteIfExists(password);
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, HexFormat.of().formatHex(secret), StandardCharsets.UTF_8);
            var fresh = folder.resolve("data.new");
            PostgresBinaries.delete(fresh);
            programs.run(
                    "initdb",
                    List.of(
                            "-D",
                            fresh.toString(),
                            "-U",
                            USER,
                            "--pwfile",
                            password.toString(),
                            "--auth",
                            "scram-sha-256",
                            "--encoding",
                            "UTF8",
                            "--locale",
                            "C",
                            "--no-instructions"));
            Files.move(fresh, data(folder), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            throw storage(folder, fault);
        }
    }

    private static @Nullable Postmaster adopted(Path folder, PostgresProgram programs) {
        var running = Postmaster.of(data(folder));
        if (running == null) {
            return null;
        }
        if (answers(folder, running)) {
            LOG.log(System.Logger.Level.INFO, "the database of {0} was left running; it is taken over", folder);
            return running;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "the database of {0} was left running and does not answer; it is stopped",
                folder);
        stop(folder, programs, running);
        return null;
    }

    private static boolean answers(Path folder, Postmaster running) {
        var address = address(folder, running.port(), DATABASE);
        try (var connection = DriverManager.getConnection(
                        address.url() + "?connectTimeout=5&socketTimeout=10", address.user(), address.password());
                var rows = connection.createStatement().executeQuery("show data_directory")) {
            return rows.next() && data(folder).equals(Path.of(rows.getString(1)));
        } catch (SQLException e) {
            return false;
        }
    }

    private static Postmaster run(
            Path folder, PostgresProgram programs, Map<String, String> settings, IntSupplier port) {
        for (var i = 1; ; i++) {
            try {
                forgetTheDead(folder);
                configure(folder, settings, port.getAsInt());
                programs.run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "-D",
                                data(folder).toString(),
                                "-l",
                                folder.resolve("postgres.log").toString(),
                                "-w",
                                "-t",
                                "90",
                                "-s"));
                var running = Postmaster.of(data(folder));
                if (running == null) {
                    throw new ShotwrightException(
                            ErrorCode.STORAGE_FAILED,
                            "database",
                            "PostgreSQL started and is gone; see " + folder.resolve("postgres.log"));
                }
                makeDatabase(folder, running);
                return running;
            } catch (ShotwrightException fault) {
                if (i == TRIES || !passing(folder)) {
                    throw new ShotwrightException(
                            fault.code(),
                            fault.field(),
                            fault.getMessage() + "; the end of its log: " + log(folder),
                            fault);
                }
                pause();
            }
        }
    }

    /**
     * Takes away the file of a server that is dead. PostgreSQL itself keeps to it for as long as any process has its number: one
     * that nobody buries, or another one's in a container that was started again.
     */
    private static void forgetTheDead(Path folder) {
        if (!Postmaster.lives(data(folder))) {
            try {
                Files.deleteIfExists(data(folder).resolve("postmaster.pid"));
            } catch (IOException fault) {
                throw storage(folder, fault);
            }
        }
    }

    /** The children of a killed server need a moment to notice; a port may have been taken since it was chosen. */
    private static boolean passing(Path folder) {
        var log = log(folder);
        return log.contains("pre-existing shared memory block")
                || log.contains("could not bind")
                || log.contains("could not create any TCP/IP sockets")
                || log.contains("starting up");
    }

    private static String log(Path folder) {
        try {
            var text = Files.readString(folder.resolve("postgres.log"), StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - 600)).strip();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.CANCELLED, "the start of the database was interrupted");
        }
    }

    private static void configure(Path folder, Map<String, String> settings, int port) {
        var all = new TreeMap<>(Map.ofEntries(
                Map.entry("listen_addresses", "'127.0.0.1'"),
                Map.entry("unix_socket_directories", "''"),
                Map.entry("password_encryption", "'scram-sha-256'"),
                Map.entry("max_connections", "300"),
                Map.entry("shared_buffers", "'256MB'"),
                Map.entry("max_wal_size", "'4GB'"),
                Map.entry("min_wal_size", "'512MB'"),
                Map.entry("wal_compression", "on"),
                Map.entry("checkpoint_timeout", "'15min'"),
                Map.entry("autovacuum_naptime", "'5s'"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "'UTC'"),
                Map.entry("log_timezone", "'UTC'")));
        all.putAll(settings);
        all.put("port", String.valueOf(port));
        var text = new StringBuilder();
        all.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        try {
            Files.writeString(data(folder).resolve("postgresql.conf"), text, StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw storage(folder, fault);
        }
    }

    /** The port of the last start, so that whoever knows it finds the server again; another one if that is taken. */
    private static int port(Path folder) {
        var file = folder.resolve("port");
        try {
            var port = Files.exists(file)
                    ? Integer.parseInt(
                            Files.readString(file, StandardCharsets.UTF_8).strip())
                    : 0;
            while (port == 0 || !free(port)) {
                port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            }
            Files.writeString(file, String.valueOf(port), StandardCharsets.UTF_8);
            return port;
        } catch (IOException fault) {
            throw storage(folder, fault);
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void makeDatabase(Path folder, Postmaster running) {
        var address = address(folder, running.port(), "postgres");
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        } catch (SQLException fault) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    "database",
                    "the database starting up in %s cannot be made: %s".formatted(folder, fault.getMessage()),
                    fault);
        }
    }

    private void guard() {
        try {
            while (true) {
                postmaster.process().onExit().get();
                if (closing.getCount() == 0) {
                    return;
                }
                LOG.log(System.Logger.Level.WARNING, "the database of {0} has died; it is started again", folder);
                try {
                    var port = postmaster.port();
                    postmaster = run(folder, programs, settings, () -> port);
                } catch (ShotwrightException fault) {
                    LOG.log(System.Logger.Level.ERROR, "the database does not start: {0}", fault.getMessage());
                    if (closing.await(5, TimeUnit.SECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault);
        }
    }

    private static void stop(Path folder, PostgresProgram programs, Postmaster running) {
        try {
            programs.run(
                    "pg_ctl", List.of("stop", "-D", data(folder).toString(), "-m", "fast", "-w", "-t", "60", "-s"));
        } catch (ShotwrightException fault) {
            if (running.process().isAlive()) {
                programs.run("pg_ctl", List.of("stop", "-D", data(folder).toString(), "-m", "immediate", "-w", "-s"));
            }
        }
    }

    /** Stops the server; whoever is connected is disconnected, and nothing that was committed is lost. */
    @Override
    public void close() {
        if (closing.getCount() == 0) {
            return;
        }
        closing.countDown();
        warden.interrupt();
        try {
            warden.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var running = Postmaster.of(data(folder));
        if (running != null) {
            stop(folder, programs, running);
        }
        release(guard);
    }

    private static void release(FileChannel guard) {
        try {
            guard.close();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
