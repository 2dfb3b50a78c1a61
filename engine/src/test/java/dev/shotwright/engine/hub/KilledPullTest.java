package dev.shotwright.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls in processes of their own that are killed at any byte. */
final class KilledPullTest {
    private static final RepositoryName NAME = RepositoryName.parse(FakeHub.REPOSITORY);
    private static final FileChoice CHOICE =
            Catalogue.standard().entry("wan2.1-t2v-1.3b").files();
    private static final int KILLS = 4;
    private static final int LARGE = 12 << 20;

    @TempDir
    private Path folder;

    /** Pulls from the endpoint that is given first into the folder that is given second. */
    public static void main(String[] arguments) {
        var hub = HubAddress.of(HubKind.HUGGING_FACE, arguments[0], null);
        new Pull(new ModelStore(Path.of(arguments[1])), hub, ProxySelector.getDefault(), 2)
                .run(NAME, CHOICE, (phase, done, total) -> {});
    }

    private Process start(FakeHub fake) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPullTest.class.getName(),
                        fake.endpoint(),
                        folder.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(folder.resolve("told").toFile())
                .start();
    }

    /** The bytes of each file that had reached the disk, by path. */
    private Map<String, Long> parts() throws IOException {
        var parts = Part.parts(new ModelStore(folder).folder(NAME));
        if (!Files.exists(parts)) {
            return Map.of();
        }
        try (var files = Files.walk(parts)) {
            return files.filter(file -> file.endsWith("bytes"))
                    .collect(Collectors.toMap(
                            file -> parts.relativize(file.getParent())
                                    .subpath(
                                            1,
                                            parts.relativize(file.getParent()).getNameCount())
                                    .toString(),
                            ModelStore::length));
        }
    }

    private static long start(@Nullable String range) {
        return range == null ? 0 : Long.parseLong(range.replaceAll("\\D", ""));
    }

    @Test
    void a_pull_that_is_killed_at_any_byte_goes_on_from_what_had_reached_the_disk() throws Exception {
        var random = new SplittableRandom(3);
        var store = new ModelStore(folder);
        var total = 4L * LARGE;
        try (var fake = new FakeHub(FakeHub.sample(9, LARGE))) {
            var before = new TreeMap<String, Long>();
            for (var kill = 0; kill < KILLS; kill++) {
                var victim = new AtomicReference<@Nullable Process>();
                var least = fake.sent.get() + random.nextLong(total / (KILLS + 1));
                fake.watched(sent -> {
                    var process = victim.get();
                    if (sent >= least && process != null) {
                        process.destroyForcibly();
                    }
                });
                var process = start(fake);
                victim.set(process);
                process.waitFor();
                assertThat(process.exitValue())
                        .as(Files.readString(folder.resolve("told")))
                        .isEqualTo(137);
                assertResumed(fake, before);
                before.clear();
                before.putAll(parts());
                assertThat(CHOICE.of(NAME, List.of(listed(fake)))).allSatisfy(file -> {
                    var path = file.path().under(store.folder(NAME));
                    if (Files.exists(path)) {
                        assertThat(Files.readAllBytes(path))
                                .isEqualTo(fake.file(file.path().text()));
                    }
                });
            }
            fake.watched(_ -> {});
            assertThat(start(fake).waitFor())
                    .as(Files.readString(folder.resolve("told")))
                    .isZero();
            assertResumed(fake, before);
            assertThat(store.verify(NAME, (phase, done, all) -> {})).isEmpty();
            assertThat(store.found(NAME).completeness()).isEqualTo(ModelStore.Completeness.WHOLE);
        }
    }

    private static ListedFile[] listed(FakeHub fake) {
        return FakeHub.sample(9, 1).keySet().stream()
                .map(path -> new ListedFile(
                        new FilePath(path),
                        fake.file(path).length,
                        new Checksum(Checksum.Kind.SHA256, FakeHub.sha256(fake.file(path)))))
                .toArray(ListedFile[]::new);
    }

    /** The first request for each file begins at the byte after the last one on the disk, and then forgets the requests. */
    private static void assertResumed(FakeHub fake, Map<String, Long> before) {
        before.forEach((path, length) -> {
            if (length < fake.file(path).length && fake.file(path).length >= FakeHub.LARGE) {
                assertThat(fake.requests)
                        .filteredOn(request -> request.path().equals("/" + path))
                        .allSatisfy(
                                request -> assertThat(start(request.range())).isGreaterThanOrEqualTo(length));
            }
        });
        fake.requests.clear();
    }
}
