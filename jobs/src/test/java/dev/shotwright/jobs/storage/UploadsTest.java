package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaFacts;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UploadLimits LIMITS =
            new UploadLimits(100_000, 250_000, 3, 4096, Duration.ofDays(1), Duration.ofDays(30));

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock(NOW);
    private final SplittableRandom random = new SplittableRandom(11);
    private TestDatabase tables;
    private MediaStore store;
    private FileShelf shelf;
    private Uploads uploads;
    private UUID account;

    @BeforeEach
    void open() {
        tables = TestDatabase.fresh();
        store = new FolderStore(folder.resolve("media"));
        shelf = new FileShelf(tables.database(), store, clock, LIMITS);
        uploads = anotherServer();
        account = account("one");
    }

    @AfterEach
    void close() {
        tables.close();
    }

    private Uploads anotherServer() {
        return new Uploads(
                tables.database(),
                shelf,
                store,
                folder.resolve("spool-" + UUID.randomUUID()),
                Ids.secure(clock),
                clock,
                LIMITS);
    }

    private UUID account(String name) {
        var id = UUID.randomUUID();
        tables.database()
                .sql()
                .sql("insert into account (id, name, currency, created) values (?, ?, 'CNY', ?)")
                .params(id, name, NOW.atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    @Test
    void a_file_that_comes_in_one_go_is_kept_as_it_came() throws IOException {
        var bytes = png(50_000);

        var file = uploads.receive(account, "fox.png", new ByteArrayInputStream(bytes));

        assertThat(file.bytes()).isEqualTo(50_000);
        assertThat(file.type()).isEqualTo("image/png");
        assertThat(file.name()).isEqualTo("fox.png");
        assertThat(file.sha256()).isEqualTo(sha256(bytes));
        assertThat(file.expires()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(kept(file)).isEqualTo(bytes);
        assertThat(shelf.get(account, file.id())).isEqualTo(file);
        nothingIsLeftUnfinished();
    }

    @Test
    void an_upload_cut_at_any_bytes_and_taken_on_by_any_server_becomes_the_file() throws IOException {
        for (int run = 0; run < 20; run++) {
            var bytes = png(1 + 60 + random.nextInt(40_000));
            var wish = new Upload.Wish(bytes.length, random.nextBoolean() ? sha256(bytes) : null, null);
            var begun = (Uploads.Standing.Open) uploads.begin(account, wish);
            var id = begun.upload().id();
            Uploads.Standing standing = begun;
            for (int tries = 0; standing instanceof Uploads.Standing.Open; tries++) {
                assertThat(tries).isLessThan(1000);
                var server = anotherServer();
                var offset = (int) server.get(account, id).received();
                var cut = offset + random.nextInt(bytes.length - offset + 1);
                var rest = Arrays.copyOfRange(bytes, offset, bytes.length);
                try {
                    standing = server.append(account, id, offset, new CutStream(rest, cut - offset));
                } catch (ShotwrightException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.NETWORK_FAILED);
                    assertThat(server.get(account, id).received()).isEqualTo(cut);
                }
            }
            var file = ((Uploads.Standing.Done) standing).file();
            assertThat(kept(file)).isEqualTo(bytes);
            assertThat(file.id()).isEqualTo(id);
            shelf.remove(account, file.id());
        }
        nothingIsLeftUnfinished();
    }

    @Test
    void an_append_at_any_other_offset_is_refused_and_says_which_is_right() {
        var bytes = png(1000);
        var id = begin(bytes.length, null);
        uploads.append(account, id, 0, new ByteArrayInputStream(bytes, 0, 300));

        for (var offset : new long[] {0, 299, 301, 1000}) {
            refused(
                    ErrorCode.CONFLICT,
                    () -> uploads.append(account, id, offset, new ByteArrayInputStream(bytes)),
                    "accepted is 300");
        }
    }

    @Test
    void of_two_who_append_at_once_one_wins_and_the_file_is_whole() throws Exception {
        var bytes = png(40_000);
        var id = begin(bytes.length, sha256(bytes));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var appends = new ArrayList<Future<Uploads.Standing>>();
            for (int i = 0; i < 4; i++) {
                appends.add(
                        threads.submit(() -> anotherServer().append(account, id, 0, new ByteArrayInputStream(bytes))));
            }
            for (var append : appends) {
                try {
                    append.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(ShotwrightException.class);
                }
            }
        }
        var left = tables.database()
                .sql()
                .sql("select count(*) from file")
                .query(Integer.class)
                .single();
        if (left == 0) {
            var offset = (int) uploads.get(account, id).received();
            uploads.append(account, id, offset, new ByteArrayInputStream(bytes, offset, bytes.length - offset));
        }
        assertThat(kept(shelf.get(account, id))).isEqualTo(bytes);
        nothingIsLeftUnfinished();
    }

    @Test
    void an_upload_whose_server_died_after_the_last_byte_becomes_a_file_with_an_append_of_nothing() throws IOException {
        var bytes = png(1000);
        var id = begin(bytes.length, null);
        uploads.append(account, id, 0, new ByteArrayInputStream(bytes, 0, 999));
        var piece = Place.piece(id, 999, UUID.randomUUID());
        store.put(piece, Files.write(folder.resolve("last"), new byte[] {bytes[999]}));
        new UploadStore(tables.database(), LIMITS).add(id, 999, piece, 1);

        var standing = anotherServer().append(account, id, 1000, InputStream.nullInputStream());

        assertThat(kept(((Uploads.Standing.Done) standing).file())).isEqualTo(bytes);
    }

    @Test
    void an_account_has_a_content_once_and_needs_not_send_it_again() {
        var bytes = png(5000);
        var first = uploads.receive(account, null, new ByteArrayInputStream(bytes));
        clock.move(Duration.ofDays(10));

        var known = uploads.begin(account, new Upload.Wish(5000, sha256(bytes), null));
        assertThat(known).isInstanceOfSatisfying(Uploads.Standing.Done.class, done -> {
            assertThat(done.file().id()).isEqualTo(first.id());
            assertThat(done.file().expires()).isEqualTo(NOW.plus(Duration.ofDays(40)));
        });
        assertThat(uploads.receive(account, null, new ByteArrayInputStream(bytes))
                        .id())
                .isEqualTo(first.id());
        var id = begin(5000, null);
        var again = uploads.append(account, id, 0, new ByteArrayInputStream(bytes));
        assertThat(((Uploads.Standing.Done) again).file().id()).isEqualTo(first.id());
        nothingIsLeftUnfinished();
        assertThat(store.under(new Place("files"))).hasSize(1);
    }

    @Test
    void what_another_account_has_is_neither_seen_nor_known_by_its_hash() {
        var bytes = png(5000);
        var theirs = uploads.receive(account("other"), null, new ByteArrayInputStream(bytes));

        assertThat(uploads.begin(account, new Upload.Wish(5000, sha256(bytes), null)))
                .isInstanceOf(Uploads.Standing.Open.class);
        refused(ErrorCode.NOT_FOUND, () -> shelf.get(account, theirs.id()), "no such file");
        refused(ErrorCode.NOT_FOUND, () -> shelf.use(account, theirs.id()), "no such file");
        refused(ErrorCode.NOT_FOUND, () -> shelf.remove(account, theirs.id()), "no such file");
        assertThat(shelf.list(account, null, 10)).isEmpty();
        var upload = begin(10, null);
        var stranger = account("third");
        refused(ErrorCode.NOT_FOUND, () -> uploads.get(stranger, upload), "no such upload");
        refused(
                ErrorCode.NOT_FOUND,
                () -> uploads.append(stranger, upload, 0, InputStream.nullInputStream()),
                "no such upload");
        refused(ErrorCode.NOT_FOUND, () -> uploads.abandon(stranger, upload), "no such upload");
    }

    @Test
    void what_is_too_much_is_refused() {
        refused(ErrorCode.MEDIA_TOO_LARGE, () -> begin(100_001, null), "100000");
        refused(
                ErrorCode.MEDIA_TOO_LARGE,
                () -> uploads.receive(account, null, new ByteArrayInputStream(png(100_001))),
                "100000");
        var id = begin(1000, null);
        refused(
                ErrorCode.MEDIA_TOO_LARGE,
                () -> uploads.append(account, id, 0, new ByteArrayInputStream(png(1001))),
                "1000");
        begin(100_000, null);
        begin(100_000, null);
        refused(ErrorCode.CONFLICT, () -> begin(1, null), "unfinished");
        uploads.abandon(account, id);
        refused(ErrorCode.TOO_LARGE, () -> begin(60_000, null), "250000");
        begin(50_000, null);
    }

    @Test
    void what_is_no_medium_is_refused_at_its_first_bytes_and_forgotten() {
        var page = "<html><script>alert(1)</script></html>".repeat(10).getBytes(StandardCharsets.UTF_8);
        refused(
                ErrorCode.UNSUPPORTED_FORMAT,
                () -> uploads.receive(account, "a.png", new ByteArrayInputStream(page)),
                "png");
        var id = begin(50_000, null);
        refused(
                ErrorCode.UNSUPPORTED_FORMAT,
                () -> uploads.append(account, id, 0, new ByteArrayInputStream(page)),
                "png");
        refused(ErrorCode.NOT_FOUND, () -> uploads.get(account, id), "no such upload");
        var slow = begin(20, null);
        for (int i = 0; i < 19; i++) {
            uploads.append(account, slow, i, new ByteArrayInputStream(page, i, 1));
        }
        refused(
                ErrorCode.UNSUPPORTED_FORMAT,
                () -> uploads.append(account, slow, 19, new ByteArrayInputStream(page, 19, 1)),
                "png");
        nothingIsLeftUnfinished();
        assertThat(store.under(new Place("files"))).isEmpty();
    }

    @Test
    void bytes_that_are_not_those_that_were_announced_are_refused_and_forgotten() {
        var bytes = png(1000);
        var id = begin(1000, "0".repeat(64));

        refused(
                ErrorCode.INVALID_VALUE,
                () -> uploads.append(account, id, 0, new ByteArrayInputStream(bytes)),
                sha256(bytes));
        nothingIsLeftUnfinished();
    }

    @Test
    void files_and_unfinished_uploads_go_when_their_time_is_over() {
        var used = uploads.receive(account, null, new ByteArrayInputStream(png(100)));
        var unused = uploads.receive(account, null, new ByteArrayInputStream(png(200)));
        var waiting = begin(1000, null);
        uploads.append(account, waiting, 0, new ByteArrayInputStream(png(1000), 0, 500));
        assertThat(uploads.sweep(10)).isZero();

        clock.move(Duration.ofDays(1));
        assertThat(uploads.sweep(10)).isOne();
        refused(ErrorCode.NOT_FOUND, () -> uploads.get(account, waiting), "no such upload");
        nothingIsLeftUnfinished();

        clock.move(Duration.ofDays(20));
        shelf.use(account, used.id());
        assertThat(shelf.sweep(10)).isZero();
        clock.move(Duration.ofDays(10));
        refused(ErrorCode.NOT_FOUND, () -> shelf.get(account, unused.id()), "no such file");
        assertThat(shelf.sweep(10)).isOne();
        assertThat(store.find(unused.place())).isNull();
        assertThat(store.find(used.place())).isNotNull();
    }

    @Test
    void a_list_of_files_comes_in_pages_latest_first() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(uploads.receive(account, null, new ByteArrayInputStream(png(100 + i)))
                    .id());
        }
        var first = shelf.list(account, null, 3).stream().map(StoredFile::id).toList();
        var second = shelf.list(account, first.getLast(), 3).stream()
                .map(StoredFile::id)
                .toList();

        assertThat(first).isEqualTo(ids.subList(0, 3));
        assertThat(second).isEqualTo(ids.subList(3, 5));
    }

    @Test
    void what_a_worker_has_found_in_a_file_stays_with_it() {
        var file = uploads.receive(account, null, new ByteArrayInputStream(png(100)));
        var facts = new MediaFacts("png", 100, null, null, null);

        shelf.learn(file.id(), facts);

        assertThat(shelf.get(account, file.id()).facts()).isEqualTo(facts);
    }

    private UUID begin(long bytes, @org.jspecify.annotations.Nullable String sha256) {
        var standing = uploads.begin(account, new Upload.Wish(bytes, sha256, null));
        return ((Uploads.Standing.Open) standing).upload().id();
    }

    private void nothingIsLeftUnfinished() {
        assertThat(tables.database()
                        .sql()
                        .sql("select count(*) from upload")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(store.under(new Place("uploads"))).isEmpty();
    }

    private byte[] kept(StoredFile file) throws IOException {
        try (var stream = store.read(file.place(), 0, file.bytes())) {
            return stream.readAllBytes();
        }
    }

    private byte[] png(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        var start = HexFormat.of().parseHex("89504e470d0a1a0a");
        System.arraycopy(start, 0, bytes, 0, Math.min(size, start.length));
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refused(ErrorCode code, ThrowingCallable call, String told) {
        assertThatThrownBy(call)
                .hasMessageContaining(told)
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        fault -> assertThat(fault.code()).isEqualTo(code));
    }

    /** A connection that breaks after some bytes, unless that is their end. */
    private static final class CutStream extends FilterInputStream {
        private final boolean whole;
        private int left;

        CutStream(byte[] bytes, int left) {
            super(new ByteArrayInputStream(bytes));
            this.whole = left == bytes.length;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !whole) {
                throw new IOException("cut");
            }
            var count = super.read(target, offset, Math.min(length, Math.max(left, 1)));
            left -= Math.max(0, count);
            return count;
        }
    }
}
