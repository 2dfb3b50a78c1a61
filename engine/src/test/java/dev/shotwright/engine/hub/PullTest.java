package dev.shotwright.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls from a hub on this machine that behaves, and from one that does not. */
final class PullTest {
    private static final RepositoryName NAME = RepositoryName.parse(FakeHub.REPOSITORY);
    private static final FileChoice CHOICE =
            Catalogue.standard().entry("wan2.1-t2v-1.3b").files();
    private static final String VAE = "vae/diffusion_pytorch_model.safetensors";
    private static final int LARGE = 200_000;
    private static final Progress SILENT = (phase, done, total) -> {};

    @TempDir
    private Path folder;

    private final FakeHub fake = new FakeHub(FakeHub.sample(7, LARGE));
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private long room = Long.MAX_VALUE / 2;

    @AfterEach
    void close() {
        fake.close();
    }

    private ModelStore store() {
        return new ModelStore(folder.resolve("models"));
    }

    private Path place() {
        return store().folder(NAME);
    }

    private Pull pull(HubKind kind, @Nullable String token) {
        var patience =
                new Patience(4, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(5), pauses::add);
        return new Pull(store(), fake.address(kind, token), ProxySelector.getDefault(), 3, patience, _ -> room);
    }

    private Pull.Result pull() {
        return pull(HubKind.HUGGING_FACE, null).run(NAME, CHOICE, SILENT);
    }

    private static List<String> needed() {
        return CHOICE
                .of(
                        NAME,
                        FakeHub.sample(7, LARGE).keySet().stream()
                                .map(path -> new ListedFile(
                                        new FilePath(path), 1, new Checksum(Checksum.Kind.GIT_BLOB, "0".repeat(40))))
                                .toList())
                .stream()
                .map(file -> file.path().text())
                .toList();
    }

    private void assertWhole() throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(place())) {
            files.filter(Files::isRegularFile)
                    .map(path -> place().relativize(path).toString())
                    .filter(path -> !path.startsWith(".shotwright"))
                    .forEach(found::add);
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(needed());
        for (var path : found) {
            assertThat(Files.readAllBytes(place().resolve(path))).as(path).isEqualTo(fake.file(path));
        }
        assertThat(store().verify(NAME, SILENT)).isEmpty();
        assertThat(place().resolve(".shotwright/parts")).doesNotExist();
    }

    private long total() {
        return needed().stream().mapToLong(path -> fake.file(path).length).sum();
    }

    private static void assertRefused(ThrowingCallable what, ErrorCode code, String... words) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @EnumSource(HubKind.class)
    void only_the_needed_files_come_and_they_are_whole(HubKind kind) throws IOException {
        var phases = new ArrayList<String>();
        var result = pull(kind, null).run(NAME, CHOICE, (phase, done, total) -> {
            assertThat(done).isBetween(0L, total);
            phases.add(phase);
        });
        assertWhole();
        assertThat(result.fetched()).isEqualTo(total()).isEqualTo(fake.sent.get());
        assertThat(phases).contains("list", "fetch");
        assertThat(fake.requests).noneMatch(request -> request.path().contains("README"));
        assertThat(store().list()).singleElement().satisfies(stored -> {
            assertThat(stored.completeness()).isEqualTo(ModelStore.Completeness.WHOLE);
            assertThat(stored.bytes()).isEqualTo(total());
            assertThat(stored.hub()).contains(kind.word(), fake.endpoint());
        });
    }

    @Test
    void a_second_pull_fetches_nothing() {
        pull();
        var sent = fake.sent.get();
        assertThat(pull().fetched()).isZero();
        assertThat(fake.sent.get()).isEqualTo(sent);
    }

    @Test
    void a_file_that_has_gone_or_changed_length_is_fetched_again_alone() throws IOException {
        pull();
        Files.delete(place().resolve(VAE));
        Files.writeString(place().resolve("model_index.json"), "x");
        var lost = fake.file(VAE).length + fake.file("model_index.json").length;
        assertThat(pull().fetched()).isEqualTo(lost);
        assertWhole();
    }

    @Test
    void a_file_that_the_hub_changed_is_fetched_again_alone() throws IOException {
        pull();
        var changed = new byte[fake.file(VAE).length];
        fake.change(VAE, changed);
        assertThat(pull().fetched()).isEqualTo(changed.length);
        assertWhole();
    }

    @Test
    void the_token_goes_to_the_hub_and_not_to_the_servers_that_it_names() {
        fake.gated("hf_secret");
        pull(HubKind.HUGGING_FACE, "hf_secret").run(NAME, CHOICE, SILENT);
        assertThat(fake.requests)
                .filteredOn(request -> request.path().equals("/" + VAE))
                .hasSize(1)
                .allMatch(request -> request.authorization() == null && request.cookie() == null);
        assertThat(fake.requests)
                .filteredOn(request -> request.path().contains("/resolve/"))
                .allMatch(request -> "Bearer hf_secret".equals(request.authorization()));
    }

    @Test
    void a_gated_repository_is_explained_and_the_token_never_shown() {
        fake.gated("hf_secret");
        assertRefused(this::pull, ErrorCode.REFUSED, "gated", "HF_TOKEN", fake.endpoint() + "/" + NAME);
        assertThatThrownBy(() -> pull(HubKind.HUGGING_FACE, "hf_wrong").run(NAME, CHOICE, SILENT))
                .message()
                .doesNotContain("hf_wrong");
        assertThat(fake.address(HubKind.HUGGING_FACE, "hf_wrong").toString()).doesNotContain("hf_wrong");
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_repository_that_does_not_exist_is_named() {
        var other = RepositoryName.parse("nobody/nothing");
        assertRefused(
                () -> pull(HubKind.HUGGING_FACE, null).run(other, CHOICE, SILENT),
                ErrorCode.UNKNOWN_MODEL,
                "nobody/nothing",
                fake.endpoint());
    }

    @Test
    void a_cut_connection_is_taken_up_where_it_ended() throws IOException {
        fake.troubled(VAE, new Trouble.Cut(70_000), new Trouble.Cut(1), new Trouble.Cut(0), new Trouble.Cut(50_000));
        assertThat(pull().fetched()).isEqualTo(total());
        assertWhole();
        var starts = fake.requests.stream()
                .filter(request -> request.path().equals("/" + VAE))
                .map(FakeHub.Request::range)
                .map(range -> range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", "")))
                .toList();
        assertThat(starts)
                .hasSize(5)
                .isSorted()
                .last()
                .satisfies(last -> assertThat(last).isPositive());
        assertThat(fake.requests)
                .filteredOn(request -> request.range() != null)
                .isNotEmpty()
                .allMatch(request -> request.ifRange() != null);
    }

    @Test
    void a_server_that_falls_silent_is_left_and_asked_anew() throws IOException {
        fake.troubled(VAE, new Trouble.Silence(30_000));
        assertThat(pull().fetched()).isEqualTo(total());
        assertWhole();
    }

    @Test
    void what_changed_between_two_connections_is_not_mixed() throws IOException {
        fake.troubled(VAE, new Trouble.Cut(70_000));
        var changing = new Progress() {
            @Override
            public void advance(String phase, long done, long total) {
                if (!pauses.isEmpty()) {
                    fake.change("README.md", new byte[1]);
                }
            }
        };
        pull(HubKind.HUGGING_FACE, null).run(NAME, CHOICE, changing);
        assertWhole();
    }

    @Test
    void a_wait_that_the_hub_asks_for_is_kept() throws IOException {
        fake.troubled("/tree/", new Trouble.Status(429, Map.of("Retry-After", "7")))
                .troubled("/revision/", new Trouble.Status(429, Map.of("RateLimit", "\"api\";r=0;t=11")))
                .troubled(VAE, new Trouble.Status(503, Map.of("Retry-After", "9")));
        pull();
        assertWhole();
        assertThat(pauses).containsExactly(Duration.ofSeconds(11), Duration.ofSeconds(7), Duration.ofSeconds(9));
    }

    @Test
    void a_wait_that_is_too_long_ends_the_pull_and_says_how_long() {
        fake.troubled("/tree/", new Trouble.Status(429, Map.of("Retry-After", "7200")));
        assertRefused(this::pull, ErrorCode.NETWORK_FAILED, "429", "7200 seconds");
    }

    @Test
    void a_hub_out_of_order_is_asked_again_with_growing_waits_and_then_given_up() {
        var broken = new Trouble.Status(503, Map.of());
        fake.troubled("/revision/", broken, broken, broken, broken);
        assertRefused(this::pull, ErrorCode.NETWORK_FAILED, "503");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void a_signature_that_has_run_out_is_asked_for_anew() throws IOException {
        fake.troubled(VAE, new Trouble.Status(403, Map.of()), new Trouble.Status(403, Map.of()));
        pull();
        assertWhole();
    }

    @Test
    void a_length_that_is_not_the_list_s_is_found_out() {
        var lie = new Trouble.Stretched(5);
        fake.troubled(VAE, lie, lie, lie, lie);
        assertRefused(this::pull, ErrorCode.NETWORK_FAILED, VAE, "contradicts the hub's list");
        assertThat(place().resolve(VAE)).doesNotExist();
    }

    @Test
    void a_passing_lie_is_overcome() throws IOException {
        fake.troubled(
                VAE,
                new Trouble.Stretched(5),
                new Trouble.Stretched(-5),
                new Trouble.Endless(100_000),
                new Trouble.Compressed(),
                new Trouble.Cut(100_000),
                new Trouble.Shifted(),
                new Trouble.Whole());
        pull();
        assertWhole();
    }

    @Test
    void wrong_bytes_are_thrown_away_and_fetched_once_more() throws IOException {
        fake.troubled(VAE, new Trouble.Wrong());
        pull();
        assertWhole();
        assertThat(fake.sent.get()).isEqualTo(total() + fake.file(VAE).length);
    }

    @Test
    void bytes_that_stay_wrong_never_get_the_final_name() {
        fake.troubled("model_index.json", new Trouble.Wrong(), new Trouble.Wrong());
        assertRefused(this::pull, ErrorCode.NETWORK_FAILED, "model_index.json", "checksum");
        assertThat(place().resolve("model_index.json")).doesNotExist();
        assertRefused(() -> store().checkpoint(NAME), ErrorCode.FILE_NOT_FOUND, "models pull");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "/again", "http://[", "//"})
    void a_redirect_to_nowhere_fails_in_words(String location) {
        var away = new Trouble.Elsewhere(location);
        fake.troubled(FakeHub.AT_HUB + VAE, away, away, away, away);
        assertThatThrownBy(this::pull).isInstanceOf(ShotwrightException.class);
        assertThat(place().resolve(VAE)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/x", "C:/x", "vae\\\\x", "vae/../../x", ".shotwright/whole.json"})
    void a_list_with_a_path_that_leads_out_is_refused(String path) {
        fake.listing("{\"type\":\"file\",\"oid\":\"%s\",\"size\":1,\"path\":\"%s\"}".formatted("0".repeat(40), path));
        assertRefused(this::pull, ErrorCode.REFUSED, "the hub's list names the path");
        assertThat(folder.resolve("models")).doesNotExist();
        fake.listing(
                "{\"Type\":\"blob\",\"Size\":1,\"Sha256\":\"%s\",\"Path\":\"%s\"}".formatted("0".repeat(64), path));
        assertRefused(
                () -> pull(HubKind.MODELSCOPE, null).run(NAME, CHOICE, SILENT),
                ErrorCode.REFUSED,
                "the hub's list names the path");
    }

    @Test
    void a_list_that_names_a_file_twice_is_refused() {
        fake.listing(
                "{\"type\":\"file\",\"oid\":\"%s\",\"size\":1,\"path\":\"vae/CONFIG.json\"}".formatted("0".repeat(40)));
        var all = new FileChoice(List.of(), List.of("**"), List.of());
        assertRefused(() -> pull(HubKind.HUGGING_FACE, null).run(NAME, all, SILENT), ErrorCode.REFUSED, "twice");
    }

    @Test
    void a_disk_without_room_is_told_before_anything_is_fetched() {
        room = total();
        assertRefused(this::pull, ErrorCode.STORAGE_FULL, "free");
        assertThat(fake.sent.get()).isZero();
    }

    @Test
    void a_cancelled_pull_stops_and_the_next_one_goes_on() throws IOException {
        fake.troubled(VAE, new Trouble.Cut(100_000), new Trouble.Silence(0));
        var stop = new ShotwrightException(ErrorCode.CANCELLED, "stop");
        assertThatThrownBy(() -> pull(HubKind.HUGGING_FACE, null).run(NAME, CHOICE, (phase, done, total) -> {
                    if (done >= total() - LARGE && phase.equals("fetch")) {
                        throw stop;
                    }
                }))
                .isSameAs(stop);
        var stored = store().found(NAME);
        assertThat(stored.completeness()).isEqualTo(ModelStore.Completeness.UNFINISHED);
        assertThat(stored.present()).isBetween(1L, total() - 1);
        pull();
        assertWhole();
        assertThat(fake.sent.get()).isLessThan(total() + 4 * (1 << 16));
    }

    @Test
    void verify_finds_what_is_missing_short_or_changed() throws IOException {
        pull();
        var bytes = Files.readAllBytes(place().resolve(VAE));
        bytes[bytes.length - 1] ^= 1;
        Files.write(place().resolve(VAE), bytes);
        Files.write(place().resolve("vae/config.json"), Arrays.copyOf(bytes, 3));
        Files.delete(place().resolve("model_index.json"));
        assertThat(store().verify(NAME, SILENT))
                .containsExactly(
                        new ModelStore.Fault(new FilePath("model_index.json"), ModelStore.Damage.MISSING),
                        new ModelStore.Fault(new FilePath("vae/config.json"), ModelStore.Damage.WRONG_LENGTH),
                        new ModelStore.Fault(new FilePath(VAE), ModelStore.Damage.WRONG_BYTES));
        assertRefused(() -> store().checkpoint(NAME), ErrorCode.FILE_NOT_FOUND, "models pull");
        pull();
        assertWhole();
    }

    @Test
    void remove_takes_everything_away_and_follows_no_link() throws IOException {
        pull();
        var outside = Files.writeString(
                Files.createDirectory(folder.resolve("outside")).resolve("kept"), "kept");
        Files.createSymbolicLink(place().resolve("link"), outside.getParent());
        assertThat(store().remove(NAME).bytes()).isEqualTo(total());
        assertThat(outside).exists();
        assertThat(folder.resolve("models")).isEmptyDirectory();
        assertRefused(() -> store().remove(NAME), ErrorCode.FILE_NOT_FOUND, "is not here");
    }

    @Test
    void two_pulls_of_one_model_do_not_meet() throws IOException {
        Files.createDirectories(place());
        try (var _ = Occupation.of(place())) {
            assertRefused(this::pull, ErrorCode.REFUSED, "another process");
        }
        pull();
        assertWhole();
    }
}
