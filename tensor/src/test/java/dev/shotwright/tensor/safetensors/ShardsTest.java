package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shotwright.tensor.Scope;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    @TempDir
    private Path folder;

    @Test
    void an_index_joins_its_shards() throws IOException {
        shard("m-00001-of-00002.safetensors", "a");
        shard("m-00002-of-00002.safetensors", "b");
        index("\"a\":\"m-00001-of-00002.safetensors\",\"b\":\"m-00002-of-00002.safetensors\"");
        try (var source = Safetensors.open(folder);
                var _ = Scope.open()) {
            assertThat(source.names()).containsExactly("a", "b");
            assertThat(source.load("b").bytes()).containsExactly('b');
            assertThat(source.bytes("b")).isEqualTo(1);
            assertThat(source.origin("b")).endsWith("m-00002-of-00002.safetensors");
        }
    }

    @Test
    void tensors_that_the_index_does_not_list_belong_to_it_as_well() throws IOException {
        shard("m-00001-of-00002.safetensors", "a");
        shard("m-00002-of-00002.safetensors", "b", "c");
        index("\"a\":\"m-00001-of-00002.safetensors\",\"b\":\"m-00002-of-00002.safetensors\"");
        try (var source = Safetensors.open(folder)) {
            assertThat(source.names()).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void where_two_shards_hold_a_name_the_index_decides() throws IOException {
        shard("m-00001-of-00002.safetensors", "a", "b");
        shard("m-00002-of-00002.safetensors", "b");
        index("\"b\":\"m-00001-of-00002.safetensors\",\"a\":\"m-00001-of-00002.safetensors\"");
        try (var source = Safetensors.open(folder)) {
            assertThat(source.origin("b")).endsWith("m-00001-of-00002.safetensors");
        }
        shard("m-00001-of-00002.safetensors", "a", "c");
        shard("m-00002-of-00002.safetensors", "b", "c");
        index("\"a\":\"m-00001-of-00002.safetensors\",\"b\":\"m-00002-of-00002.safetensors\"");
        refused("tensor 'c' is in ");
    }

    @Test
    void missing_shards_are_all_named() throws IOException {
        shard("m-00001-of-00003.safetensors", "a");
        index("\"a\":\"m-00001-of-00003.safetensors\",\"b\":\"m-00002-of-00003.safetensors\","
                + "\"c\":\"m-00003-of-00003.safetensors\"");
        refused(
                "2 of 3 shards are missing: 'm-00002-of-00003.safetensors', 'm-00003-of-00003.safetensors'",
                "m.safetensors.index.json");
    }

    @Test
    void a_tensor_that_its_shard_lacks_is_named() throws IOException {
        shard("m-00001-of-00001.safetensors", "a");
        index("\"a\":\"m-00001-of-00001.safetensors\",\"b\":\"m-00001-of-00001.safetensors\"");
        refused("tensor 'b' is not in 'm-00001-of-00001.safetensors'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../m.safetensors", "/etc/passwd", "a/b", "..", "a\\\\b", "", "C:x", "a\\u0000b"})
    void a_shard_elsewhere_is_refused(String shard) throws IOException {
        index("\"a\":\"" + shard + "\"");
        refused("tensor 'a'", "the name of a file beside the index");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"weight_map\":{}}",
                "{\"weight_map\":[]}",
                "{\"weight_map\":{\"a\":1}}",
                "{\"weight_map\":{\"a\":\"b\",\"a\":\"b\"}}",
                "{\"weight_map\":{\"a\":\"b\"},\"weight_map\":{\"a\":\"b\"}}",
                "{\"weight_map\":{\"a\":\"b\"}} x",
                "{\"weight_map\":{\"a\":\"b\"}",
                "{\"x\":[[[[[[[[[[[[[[[[[[[["
            })
    void a_broken_index_is_refused(String text) throws IOException {
        Files.writeString(folder.resolve("m.safetensors.index.json"), text);
        refused("m.safetensors.index.json: ");
    }

    @Test
    void an_index_that_is_not_utf_8_is_refused() throws IOException {
        Files.write(folder.resolve("m.safetensors.index.json"), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        refused("m.safetensors.index.json: ");
    }

    @Test
    void a_broken_shard_is_refused_by_its_own_name() throws IOException {
        Forgery.file(folder.resolve("s.safetensors"), "{\"a\":1}", 0);
        index("\"a\":\"s.safetensors\"");
        refused("s.safetensors: tensor 'a' is not an object");
    }

    @Test
    void the_usual_name_is_chosen_from_several() throws IOException {
        shard("diffusion_pytorch_model.safetensors", "a");
        shard("diffusion_pytorch_model.fp16.safetensors", "b");
        try (var source = Safetensors.open(folder)) {
            assertThat(source.names()).containsExactly("a");
        }
    }

    @Test
    void several_unusual_names_are_not_guessed_between() throws IOException {
        shard("x.safetensors", "a");
        shard("y.safetensors", "b");
        refusedAs(ErrorCode.INVALID_VALUE, "one of x.safetensors, y.safetensors");
    }

    @Test
    void shards_without_an_index_are_refused() throws IOException {
        shard("m-00001-of-00002.safetensors", "a");
        refused("shards without the index");
    }

    @Test
    void a_folder_of_pickles_is_refused_with_the_safetensors_to_use_instead() throws IOException {
        Files.writeString(folder.resolve("Wan2.1_VAE.pth"), "x");
        refusedAs(ErrorCode.UNSUPPORTED_FORMAT, "a Python pickle", "the folder vae of Wan-AI");
    }

    @Test
    void nothing_to_open_is_told_from_what_is_broken() {
        refusedAs(ErrorCode.FILE_NOT_FOUND, "holds neither");
        assertThatExceptionOfType(ShotwrightException.class)
                .isThrownBy(() -> Safetensors.open(folder.resolve("absent")).close())
                .withMessageEndingWith("absent does not exist");
    }

    private void shard(String file, String... names) throws IOException {
        var header = new StringBuilder("{");
        for (int i = 0; i < names.length; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"%s\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}"
                            .formatted(names[i], i, i + 1));
        }
        var path = Forgery.file(folder.resolve(file), header.append('}').toString(), 0);
        Files.write(path, String.join("", names).getBytes(UTF_8), StandardOpenOption.APPEND);
    }

    private void index(String entries) throws IOException {
        Files.writeString(
                folder.resolve("m.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":1},\"weight_map\":{" + entries + "}}");
    }

    private void refused(String... reasons) {
        refusedAs(ErrorCode.BROKEN_CHECKPOINT, reasons);
    }

    private void refusedAs(ErrorCode code, String... reasons) {
        assertThatExceptionOfType(ShotwrightException.class)
                .isThrownBy(() -> Safetensors.open(folder).close())
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
    }
}
