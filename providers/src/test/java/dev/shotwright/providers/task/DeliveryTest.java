package dev.shotwright.providers.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.media.ClipReader;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.Switch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips on their way into files: cut connections, expired links, and what is no clip. */
final class DeliveryTest {
    @TempDir
    private Path folder;

    private Bench bench;
    private ScriptedModel model;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
        model = bench.model;
    }

    @Test
    void a_clip_that_is_cut_off_goes_on_where_it_was() {
        model.fetches.add(() -> model.stream(0, 300));
        model.fetches.add(() -> model.stream(299, 700));
        assertThat(bench.draw().stage()).isEqualTo(Stage.FETCHED);
        assertThat(bench.output()).hasBinaryContent(bench.clip);
        assertThat(model.calls)
                .filteredOn(call -> call.startsWith("fetch"))
                .containsExactly(
                        "fetch https://clips/ticket-1 from 0",
                        "fetch https://clips/ticket-1 from 299",
                        "fetch https://clips/ticket-1 from 699");
    }

    @Test
    void a_vendor_that_does_not_resume_sends_everything_again() {
        model.fetches.add(() -> model.stream(0, 300));
        model.fetches.add(() -> model.stream(0, bench.clip.length));
        bench.draw();
        assertThat(bench.output()).hasBinaryContent(bench.clip);
    }

    @Test
    void a_body_that_ends_early_without_a_word_is_not_taken_for_whole() {
        model.fetches.add(
                () -> new ClipStream(new ByteArrayInputStream(bench.clip, 0, 300), 0, (long) bench.clip.length));
        bench.draw();
        assertThat(bench.output()).hasBinaryContent(bench.clip);
        assertThat(bench.told).anySatisfy(line -> assertThat(line).contains("ended at 300 of"));
    }

    @Test
    void a_transfer_that_brings_nothing_gives_up_and_can_be_resumed() throws IOException {
        for (var i = 0; i < Endurance.usual().cuts(); i++) {
            model.fetches.add(() -> model.stream(0, 0));
        }
        assertThatThrownBy(() -> bench.draw()).isInstanceOf(VendorException.class);
        assertThat(bench.only().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(bench.output()).doesNotExist();
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
    }

    @Test
    void a_part_that_was_whole_when_the_process_died_is_not_fetched_again() throws IOException {
        bench.onSave = task -> {
            if (task.stage() == Stage.SUCCEEDED) {
                throw new Bench.Killed();
            }
        };
        bench.kill();
        bench.onSave = _ -> {};
        Files.write(Delivery.part(bench.only()), bench.clip);
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.calls.getLast()).endsWith("from " + (bench.clip.length - 1));
        assertThat(bench.output()).hasBinaryContent(bench.clip);
    }

    @Test
    void an_expired_link_is_renewed_once() {
        model.fetches.add(() -> {
            throw ScriptedModel.trouble(FailureCode.NOT_FOUND, Retry.LOOK_UP_FIRST);
        });
        model.polls.add(() -> ScriptedModel.drawn("ticket-1", "https://clips/old"));
        model.polls.add(() -> ScriptedModel.drawn("ticket-1", "https://clips/new"));
        assertThat(bench.draw().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.calls.getLast()).isEqualTo("fetch https://clips/new from 0");
        assertThat(model.count("poll")).isEqualTo(2);
    }

    @Test
    void a_link_that_expires_again_at_once_is_left_for_another_time() {
        for (var i = 0; i < 2; i++) {
            model.fetches.add(() -> {
                throw ScriptedModel.trouble(FailureCode.NOT_FOUND, Retry.LOOK_UP_FIRST);
            });
        }
        assertThatThrownBy(() -> bench.draw()).isInstanceOf(VendorException.class);
        assertThat(model.count("poll")).isEqualTo(2);
        assertThat(bench.only().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void a_clip_that_the_vendor_has_forgotten_is_expired_and_still_paid() {
        model.polls.add(() -> ScriptedModel.drawn("ticket-1", "https://clips/old"));
        model.polls.add(() -> Outcomes.ended(State.EXPIRED, "ticket-1"));
        model.fetches.add(() -> {
            throw ScriptedModel.trouble(FailureCode.NOT_FOUND, Retry.LOOK_UP_FIRST);
        });
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.EXPIRED);
        assertThat(task.settlement()).extracting(Settlement::proof).isEqualTo(Proof.USAGE);
    }

    @Test
    void what_is_no_clip_is_kept_beside_and_told_and_fetched_again() {
        var page = "<html>sorry</html>".getBytes(StandardCharsets.UTF_8);
        model.fetches.add(() -> new ClipStream(new ByteArrayInputStream(page), 0, (long) page.length));
        assertThatThrownBy(() -> bench.draw())
                .isInstanceOfSatisfying(
                        ShotwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_MEDIA))
                .hasMessageContaining(bench.only().id() + ".broken");
        assertThat(bench.output()).doesNotExist();
        assertThat(folder.resolve("dog.mp4.%s.broken".formatted(bench.only().id())))
                .hasBinaryContent(page);
        assertThat(bench.only().stage()).isEqualTo(Stage.SUCCEEDED);
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(bench.output()).hasBinaryContent(bench.clip);
    }

    @Test
    void a_clip_that_lacks_its_second_half_is_not_accepted_even_if_the_vendor_says_it_is_whole() {
        var half = bench.clip.length / 2;
        model.fetches.add(() -> new ClipStream(new ByteArrayInputStream(bench.clip, 0, half), 0, (long) half));
        assertThatThrownBy(() -> bench.draw()).hasMessageContaining("no clip that can be played");
        assertThat(bench.output()).doesNotExist();
    }

    @Test
    void a_file_that_appeared_meanwhile_is_kept_and_the_clip_gets_another_name() throws IOException {
        model.polls.add(() -> {
            write(bench.output(), "mine");
            return ScriptedModel.drawn("ticket-1", "https://clips/1");
        });
        var task = bench.draw();
        assertThat(bench.output()).hasContent("mine");
        assertThat(task.output())
                .isEqualTo(folder.resolve("dog-%s.mp4".formatted(task.id())).toString());
        assertThat(Path.of(task.output())).hasBinaryContent(bench.clip);
    }

    @Test
    void a_file_that_may_be_replaced_is() throws IOException {
        Files.writeString(bench.output(), "old");
        try (var claim = bench.begin(Switch.ON)) {
            bench.courier().carry(claim);
        }
        assertThat(bench.output()).hasBinaryContent(bench.clip);
    }

    @Test
    void a_label_is_written_without_coding_the_pictures_anew() throws IOException {
        assertThat(bench.drawLabelled(bench.output()).stage()).isEqualTo(Stage.FETCHED);
        var found = Inspection.of("clip", bench.output(), Limits.standard());
        assertThat(found.metadata())
                .containsEntry("title", "a dog")
                .containsEntry("comment", "drawn by %s, seed 7".formatted(ScriptedModel.CARD.title()));
        var sent = folder.resolve("sent.mp4");
        Files.write(sent, bench.clip);
        assertThat(pictures(bench.output()))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(pictures(sent));
        assertThat(files()).containsExactlyInAnyOrder("dog.mp4", "sent.mp4", "tasks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dog.webm", "dog.gif", "dog.webp"})
    void a_name_with_another_ending_gets_a_clip_of_that_kind(String name) throws IOException {
        assertThat(bench.drawLabelled(folder.resolve(name)).stage()).isEqualTo(Stage.FETCHED);
        var found = Inspection.of("clip", folder.resolve(name), Limits.standard());
        assertThat(found.container()).isEqualTo(name.substring(4));
        assertThat(Objects.requireNonNull(found.pictures()).frames()).isEqualTo(4);
        assertThat(found.metadata()).containsEntry("title", "a dog");
        assertThat(files()).containsExactlyInAnyOrder(name, "tasks");
    }

    @Test
    void a_clip_with_signed_credentials_is_left_as_it_came() throws IOException {
        var box = ByteBuffer.allocate(bench.clip.length + 32)
                .put(bench.clip)
                .putInt(32)
                .put("uuid".getBytes(StandardCharsets.US_ASCII));
        box.putLong(0xd8fec3d61b0e483cL).putLong(0x92975828877ec481L).putLong(0);
        model.fetches.add(() -> new ClipStream(new ByteArrayInputStream(box.array()), 0, (long) box.array().length));
        bench.drawLabelled(bench.output());
        assertThat(bench.output()).hasBinaryContent(box.array());
        assertThat(bench.told).anySatisfy(line -> assertThat(line).contains("credentials"));
    }

    @Test
    void what_the_vendor_sent_is_there_until_the_task_is_fetched() throws IOException {
        bench.onSave = task -> {
            if (task.stage() == Stage.FETCHED) {
                throw new Bench.Killed();
            }
        };
        assertThatThrownBy(() -> bench.drawLabelled(bench.output())).isInstanceOf(Bench.Killed.class);
        assertThat(files()).anySatisfy(name -> assertThat(name).endsWith(".part"));
        assertThat(bench.output()).exists();
    }

    private List<int[]> pictures(Path clip) {
        var pictures = new ArrayList<int[]>();
        try (var reader = ClipReader.open("clip", clip, Limits.standard())) {
            while (reader.next()) {
                pictures.add(reader.pixels().clone());
            }
        }
        return pictures;
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
