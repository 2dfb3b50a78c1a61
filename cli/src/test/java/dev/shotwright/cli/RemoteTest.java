package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command line as client of a service that runs. */
@EnabledOnOs(OS.LINUX)
final class RemoteTest {
    private static final List<String> TINY = List.of("--size", "256x144", "--seconds", "1");

    @TempDir
    private static Path home;

    private static RunningService service;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        service = RunningService.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
    }

    private Desk desk(String address) {
        return new Desk(
                folder,
                Map.of(
                        "SHOTWRIGHT_HOME", folder.toString(),
                        "SHOTWRIGHT_SERVER", address,
                        "SHOTWRIGHT_KEY", service.key()));
    }

    private Desk desk() {
        return desk(service.address());
    }

    private static Exit generate(Desk desk, String prompt, String... words) {
        return desk.run(Stream.of(Stream.of("generate", prompt), TINY.stream(), Stream.of(words))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    private Inspection inspected(String name) {
        return Inspection.of("clip", folder.resolve(name), Limits.standard());
    }

    private static ServiceClient client() {
        return new ServiceClient(URI.create(service.address()), service.key(), ServiceClient.PATIENCE, _ -> {});
    }

    /** The clips of a prompt that the service knows of. */
    private static List<JsonNode> asked(String prompt) {
        try (var client = client()) {
            return client.get("/api/v1/videos?limit=100")
                    .path("videos")
                    .valueStream()
                    .filter(video ->
                            video.path("request").path("prompt").asString().equals(prompt))
                    .toList();
        }
    }

    @Test
    void a_clip_of_a_service_comes_in_any_form_and_says_what_it_is() throws IOException {
        for (var name : List.of("fox.webm", "fox.gif", "fox.webp", "frames/")) {
            var desk = desk();
            assertThat(generate(desk, "a fox sits", "-o", name))
                    .as(desk.err() + service.told())
                    .isEqualTo(Exit.DONE);
            var found = inspected(name);
            assertThat(Objects.requireNonNull(found.pictures()).width()).isEqualTo(256);
            assertThat(found.metadata().get("title")).as(name).isEqualTo("a fox sits");
            assertThat(desk.err()).contains("notice: the service keeps an MP4 of H.264");
        }
        try (var pictures = Files.list(folder.resolve("frames"))) {
            assertThat(pictures.filter(picture -> picture.toString().endsWith(".png")))
                    .hasSize(24);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("fox.webm", "fox.gif", "fox.webp", "frames");
        }
    }

    @Test
    void a_name_that_nothing_is_written_under_is_refused_before_the_service_is_asked() {
        var desk = desk();
        assertThat(generate(desk, "a heron stands", "-o", "heron.avi")).isEqualTo(Exit.REFUSED);
        assertThat(generate(desk, "a heron stands", "-o", "heron.mp4", "--truth", "heron.jsonl"))
                .isEqualTo(Exit.REFUSED);
        assertThat(generate(desk, "a heron stands", "-o", "heron.mp4", "--detach"))
                .isEqualTo(Exit.REFUSED);
        assertThat(generate(desk, "a heron stands")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--output is missing");

        assertThat(asked("a heron stands")).isEmpty();
    }

    @Test
    void what_is_left_to_the_service_is_fetched_later_by_its_id() {
        var desk = desk();
        assertThat(generate(desk, "a hen walks", "--count", "2", "--detach"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);
        var ids = desk.out().lines().toList();
        assertThat(ids).hasSize(2).allMatch(RemoteClips::isId);
        assertThat(desk.err()).contains("shotwright resume " + String.join(" ", ids));

        assertThat(desk.run("resume", ids.get(0), ids.get(1), "-o", "hen.mp4"))
                .as(desk.err())
                .isEqualTo(Exit.DONE);

        assertThat(inspected("hen-1.mp4").damage()).isNull();
        assertThat(inspected("hen-2.mp4").damage()).isNull();
        assertThat(asked("a hen walks")).hasSize(2);
        assertThat(desk.run("resume", "vid_" + "0".repeat(26), "-o", "none.mp4"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.run("resume", ids.get(0))).isEqualTo(Exit.REFUSED);
    }

    @Test
    void connections_that_break_lose_no_clip_and_ask_for_none_twice() throws IOException {
        try (var proxy = new CuttingProxy(service.address())) {
            var desk = desk(proxy.address());
            var exit = desk.run("generate", "a cat runs", "--size", "1280x720", "--seconds", "4", "-o", "cat.mp4");

            assertThat(exit).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(inspected("cat.mp4").damage()).isNull();
            assertThat(proxy.cuts()).isPositive();
            assertThat(desk.err()).contains("gives no answer", "it is asked again for 600 s");
            assertThat(asked("a cat runs")).hasSize(1);
        }
    }

    @Test
    void a_picture_goes_on_where_its_connection_broke_and_is_brought_once() throws IOException {
        var picture = noise(folder.resolve("a noise.png"));
        try (var proxy = new CuttingProxy(service.address());
                var client =
                        new ServiceClient(URI.create(proxy.address()), service.key(), Duration.ofMinutes(2), _ -> {})) {
            var id = client.upload(picture);
            assertThat(proxy.cuts()).isGreaterThan(3);
            var file = client.get(ServiceClient.path("files", id));
            assertThat(file.path("bytes").asLong()).isEqualTo(Files.size(picture));
            assertThat(file.path("name").asString()).isEqualTo("a noise.png");
            assertThat(file.path("type").asString()).isEqualTo("image/png");
            assertThat(client.upload(picture)).isEqualTo(id);
        }
    }

    /** A picture of some megabytes. */
    private static Path noise(Path file) throws IOException {
        var picture = new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB);
        var random = new SplittableRandom(1);
        for (var i = 0; i < 1 << 20; i++) {
            picture.setRGB(i & 1023, i >> 10, random.nextInt());
        }
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    @Test
    void a_service_that_stays_away_is_given_up_and_it_is_told_how_to_come_back() throws IOException {
        var desk = desk();
        assertThat(generate(desk, "a dog sleeps", "--detach")).isEqualTo(Exit.DONE);
        var id = desk.out().strip();
        var nowhere = new CuttingProxy(service.address());
        nowhere.close();
        var away = desk(nowhere.address());

        assertThat(away.run("resume", id, "-o", "dog.mp4", "--patience", "0s")).isEqualTo(Exit.FAILED);

        assertThat(away.err()).contains("gives no answer", "shotwright resume " + id + " -o");
    }

    @Test
    void who_gives_up_waiting_has_the_clip_cancelled_and_is_told_its_id() throws Exception {
        var cancellation = new Cancellation();
        var desk = desk().cancelledBy(cancellation);
        var tries = new CountDownLatch(1);
        var impatient = Thread.ofVirtual().start(() -> {
            while (tries.getCount() > 0 && asked("a horse gallops").isEmpty()) {
                Thread.onSpinWait();
            }
            cancellation.request(Duration.ZERO);
        });

        var exit = desk.run("generate", "a horse gallops", "--size", "1280x720", "--seconds", "10", "-o", "horse.mp4");
        tries.countDown();
        impatient.join();

        assertThat(exit).as(desk.err()).isEqualTo(Exit.CANCELLED);
        var id = asked("a horse gallops").getFirst().path("id").asString();
        assertThat(desk.err()).contains(id + " is cancelled where that is still possible");
        assertThat(folder.resolve("horse.mp4")).doesNotExist();
        assertThat(desk().run("resume", id, "-o", "horse.mp4")).isEqualTo(Exit.CANCELLED);
    }

    @Test
    void a_clip_is_cancelled_by_its_id() {
        var desk = desk();
        assertThat(desk.run("generate", "a cow grazes", "--size", "1280x720", "--seconds", "10", "--detach"))
                .isEqualTo(Exit.DONE);
        var id = desk.out().strip();

        assertThat(desk.run("cancel", id)).as(desk.err()).isEqualTo(Exit.DONE);

        assertThat(desk.err()).contains(id);
        assertThat(desk.run("cancel", id, "--give-up")).isEqualTo(Exit.REFUSED);
        assertThat(desk.run("cancel", "vid_" + "0".repeat(26))).isEqualTo(Exit.REFUSED);
    }
}
