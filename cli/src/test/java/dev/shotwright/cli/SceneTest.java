package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code scene}: one prompt, or a stream of them. */
final class SceneTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(folder);
    }

    private List<JsonNode> lines() {
        return desk.out().lines().map(JsonMapper.shared()::readTree).toList();
    }

    @Test
    void a_prompt_is_shown_in_the_shape_that_programs_read() {
        assertThat(desk.run("scene", "A dog runs to the left, the camera pans left", "--json"))
                .isEqualTo(Exit.DONE);
        var scene = desk.json();
        assertThat(scene.get("notUnderstood").isArray()).isTrue();
        var shot = scene.get("shots").get(0);
        assertThat(shot.get("seconds").isNumber()).isTrue();
        assertThat(shot.get("style").asString()).isEqualTo("natural");
        assertThat(shot.get("camera").get(0).get("move").asString()).isEqualTo("pan-left");
        var dog = shot.get("subjects").get(0);
        assertThat(dog.get("kind").asString()).isEqualTo("dog");
        assertThat(dog.get("relations").isArray()).isTrue();
        assertThat(dog.get("changes").isArray()).isTrue();
        assertThat(dog.get("actions").get(0).get("name").asString()).isEqualTo("run");
        assertThat(dog.get("actions").get(0).get("from").isNumber()).isTrue();
    }

    @Test
    void a_person_gets_yaml_on_standard_output_or_in_a_file() throws IOException {
        assertThat(desk.run("scene", "一只狐狸在奔跑")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("shots:", "kind: fox");
        var shown = desk.out();
        assertThat(desk.run("scene", "一只狐狸在奔跑", "-o", "fox.yaml")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).isEmpty();
        assertThat(folder.resolve("fox.yaml")).hasContent(shown);
        assertThat(desk.run("scene", "一只狐狸在奔跑", "-o", "fox.yaml")).isEqualTo(Exit.REFUSED);
        assertThat(desk.run("scene", "一只狗", "-o", "fox.yaml", "--overwrite")).isEqualTo(Exit.DONE);
        assertThat(Files.readString(folder.resolve("fox.yaml"))).contains("kind: dog");
        assertThat(desk.run("scene", "一只狗", "-o", "dog.json", "--json")).isEqualTo(Exit.DONE);
        assertThat(JsonMapper.shared().readTree(Files.readString(folder.resolve("dog.json"))))
                .isEqualTo(desk.json());
    }

    @Test
    void each_line_of_a_stream_is_answered_by_a_line_in_order() {
        desk.reading("\uFEFF一只狐狸\r\na dog\n\n   \na cat");
        assertThat(desk.run("scene", "-")).isEqualTo(Exit.DONE);
        assertThat(lines()).hasSize(5);
        assertThat(kind(0)).isEqualTo("fox");
        assertThat(kind(1)).isEqualTo("dog");
        assertThat(kind(4)).isEqualTo("cat");
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.get("shots").isArray()).isTrue());
    }

    private String kind(int line) {
        return lines().get(line)
                .get("shots")
                .get(0)
                .get("subjects")
                .get(0)
                .get("kind")
                .asString();
    }

    @Test
    void a_faulty_line_is_answered_with_its_fault_and_spoils_no_other() {
        var input = new ByteArrayOutputStream();
        input.writeBytes("a dog\n".getBytes(StandardCharsets.UTF_8));
        input.writeBytes(new byte[] {(byte) 0xFF, 'x', '\n'});
        input.writeBytes("x".repeat(2_000_000).getBytes(StandardCharsets.UTF_8));
        input.writeBytes("\na cat\n".getBytes(StandardCharsets.UTF_8));
        desk.reading(input.toByteArray());
        assertThat(desk.run("scene", "-", "--json")).isEqualTo(Exit.DONE);
        assertThat(lines()).hasSize(4);
        assertThat(kind(0)).isEqualTo("dog");
        assertThat(lines().get(1).get("error").get("message").asString()).contains("UTF-8");
        assertThat(lines().get(2).get("error").get("code").asString()).isEqualTo("invalid-value");
        assertThat(kind(3)).isEqualTo("cat");
    }

    @Test
    void an_answer_is_written_before_the_next_line_is_read() {
        var written = new ByteArrayOutputStream();
        var answers = new ArrayList<Long>();
        var lines = new ByteArrayInputStream("a dog\na cat\n".getBytes(StandardCharsets.UTF_8));
        var asker = new FilterInputStream(lines) {
            private int last = '\n';

            @Override
            public int read() throws IOException {
                if (last == '\n') {
                    answers.add(written.toString(StandardCharsets.UTF_8).lines().count());
                }
                last = super.read();
                return last;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw new UnsupportedOperationException("it is read letter by letter");
            }
        };
        var surroundings = desk.surroundings(asker, written, OutputStream.nullOutputStream());
        assertThat(Shotwright.run(List.of("scene", "-"), surroundings)).isEqualTo(Exit.DONE);
        assertThat(answers).containsExactly(0L, 1L, 2L);
    }

    @Test
    void a_stream_goes_to_no_file() {
        assertThat(desk.run("scene", "-", "-o", "a.yaml")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("--output");
    }
}
