package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenFileTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("weights.safetensors");
    }

    @Test
    void a_sound_file_is_accepted() throws IOException {
        Forgery.file(path, "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ", 4);
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.names()).containsExactly("a");
        }
    }

    @Test
    void fields_of_later_versions_are_passed_over() throws IOException {
        Forgery.file(
                path, "{\"a\":{\"x\":[{\"y\":[1]}],\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"z\":1}}", 1);
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.shape("a")).containsExactly(1);
        }
    }

    @Test
    void a_file_without_tensors_is_accepted() throws IOException {
        Forgery.file(path, "{}", 0);
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.names()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void a_file_shorter_than_its_prefix_is_refused(int length) throws IOException {
        Files.write(path, new byte[length]);
        refused(length + " bytes are too few");
    }

    @Test
    void a_header_longer_than_the_file_is_refused() throws IOException {
        Forgery.file(path, 100, "{}".getBytes(UTF_8), 0);
        refused("the header is 100 bytes long and the file 10", "cut off");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "100000001, 100000001",
        "9223372036854775807, 9223372036854775807",
        "-1, 18446744073709551615",
        "-9223372036854775808, 9223372036854775808"
    })
    void a_header_of_no_length_or_beyond_measure_is_refused(long length, String named) throws IOException {
        Forgery.file(path, length, "{}".getBytes(UTF_8), 0);
        refused("its header would be " + named + " bytes long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", " {}", "12", "\"a\"", "\u0000"})
    void a_header_that_is_no_object_is_refused(String header) throws IOException {
        Forgery.file(path, header, 0);
        refused("does not begin with {");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"", "{\"a\":}", "{'a':1}", "{\"a\":NaN}", "{}x", "{\"a\":{\"dtype\":\"F32\""})
    void a_header_that_is_no_json_is_refused(String header) throws IOException {
        Forgery.file(path, header, 0);
        refused("");
    }

    @Test
    void a_header_with_something_behind_it_is_refused() throws IOException {
        Forgery.file(path, "{} {}", 0);
        refused("goes on after its end");
    }

    @Test
    void a_header_that_is_not_utf_8_is_refused() throws IOException {
        var latin = "{\"é\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}".getBytes(ISO_8859_1);
        Forgery.file(path, latin.length, latin, 4);
        refused("broken JSON");
    }

    @Test
    void a_name_that_is_there_twice_is_refused() throws IOException {
        var tensor = "\"a.weight\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d]}";
        Forgery.file(path, "{" + tensor.formatted(0, 1) + "," + tensor.formatted(1, 2) + "}", 2);
        refused("tensor 'a.weight' is there twice");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]', has dtype twice",
        "'\"dtype\":\"U8\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,1]', has shape twice",
        "'\"dtype\":\"U8\",\"shape\":[1]', needs a dtype",
        "'\"shape\":[1],\"data_offsets\":[0,1]', needs a dtype",
        "'\"dtype\":\"U8\",\"data_offsets\":[0,1]', needs a dtype",
        "'\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]', needs a dtype",
        "'\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,2]', more than 2 numbers",
        "'\"dtype\":3,\"shape\":[1],\"data_offsets\":[0,1]', dtype is not a string",
        "'\"dtype\":\"U8\",\"shape\":\"1\",\"data_offsets\":[0,1]', shape is not a list",
        "'\"dtype\":\"U8\",\"shape\":[\"1\"],\"data_offsets\":[0,1]', something else than whole numbers",
        "'\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]', something else than whole numbers",
        "'\"dtype\":\"U8\",\"shape\":[null],\"data_offsets\":[0,1]', something else than whole numbers",
        "'\"dtype\":\"U8\",\"shape\":[[1]],\"data_offsets\":[0,1]', something else than whole numbers",
        "'\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,1]', whole numbers of 64 bits",
        "'\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]', shape holds -1",
        "'\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[-1,0]', data_offsets holds -1",
        "'\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]', begins at byte 1 and ends at 0",
        "'\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1]', has 1 bytes; F32 of [1] takes 4",
        "'\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,2]', has 2 bytes; U8 of [] takes 1",
        "'\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]', a shape without end",
        "'\"dtype\":\"F64\",\"shape\":[2305843009213693952],\"data_offsets\":[0,0]', a shape without end",
    })
    void a_tensor_that_does_not_add_up_is_refused_by_name(String fields, String reason) throws IOException {
        Forgery.file(path, "{\"a.weight\":{" + fields + "}}", 1);
        refused("tensor 'a.weight'", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"F32\"", "null"})
    void a_tensor_that_is_no_object_is_refused(String value) throws IOException {
        Forgery.file(path, "{\"a\":" + value + "}", 0);
        refused("tensor 'a' is not an object");
    }

    @Test
    void more_dimensions_than_any_model_has_are_refused() throws IOException {
        Forgery.file(path, "{\"a\":{\"dtype\":\"U8\",\"shape\":[1" + ",1".repeat(64) + "],\"data_offsets\":[0,1]}}", 1);
        refused("tensor 'a'", "more than 64 numbers");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, 1, 3, 3, tensor 'b' overlaps tensor 'a'",
        "1, 3, 0, 2, 3, tensor 'a' overlaps tensor 'b'",
        "0, 2, 0, 2, 2, overlaps tensor",
        "0, 2, 3, 5, 5, 1 bytes between tensor 'a' and tensor 'b' belong to no tensor",
        "1, 3, 3, 5, 5, 1 bytes between the header and tensor 'a' belong to no tensor",
        "0, 2, 2, 4, 5, 1 bytes after tensor 'b' belong to no tensor",
        "0, 2, 2, 4, 3, tensor 'b' ends at byte 4 of 3",
        "0, 2, 9223372036854775805, 9223372036854775807, 4, tensor 'b' ends at byte 9223372036854775807",
    })
    void tensors_that_do_not_fill_the_file_exactly_are_refused(
            long begin, long end, long otherBegin, long otherEnd, int bytes, String reason) throws IOException {
        var tensor = "\"%s\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
        Forgery.file(
                path,
                "{" + tensor.formatted("a", begin, end) + "," + tensor.formatted("b", otherBegin, otherEnd) + "}",
                bytes);
        refused(reason);
    }

    @Test
    void tensors_may_lie_in_another_order_than_the_header_names_them() throws IOException {
        var tensor = "\"%s\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[%d,%d]}";
        Forgery.file(
                path,
                "{" + tensor.formatted("a", 2, 1, 3) + "," + tensor.formatted("b", 1, 0, 1) + ","
                        + tensor.formatted("none", 0, 1, 1) + "}",
                3);
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.names()).containsExactly("a", "b", "none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"F8_E5M2", "U64", "f32", "", "C64", "\\u001b[31mred"})
    void an_unknown_type_is_refused_with_those_that_are_known(String type) throws IOException {
        Forgery.file(path, "{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        refused(ErrorCode.UNSUPPORTED_FORMAT, "tensor 'a' is of type '", "accepted are F64, F32, F16, BF16, F8_E4M3");
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        Forgery.file(path, "{\"a\":{\"x\":" + "[".repeat(1_000_000), 0);
        refused("broken JSON", "nesting depth");
    }

    @Test
    void a_name_as_long_as_a_book_is_refused() throws IOException {
        Forgery.file(path, "{\"" + "a".repeat(1_000_000) + "\":{}}", 0);
        refused("broken JSON", "Name length");
    }

    @Test
    void a_number_as_long_as_a_book_is_refused() throws IOException {
        Forgery.file(
                path, "{\"a\":{\"dtype\":\"U8\",\"shape\":[" + "1".repeat(1_000_000) + "],\"data_offsets\":[0,1]}}", 0);
        refused("broken JSON", "Number value length");
    }

    @Test
    void metadata_of_other_things_than_strings_is_refused() throws IOException {
        Forgery.file(path, "{\"__metadata__\":{\"format\":1}}", 0);
        refused("__metadata__ 'format' is not a string");
        Forgery.file(path, "{\"__metadata__\":[]}", 0);
        refused("__metadata__ is not an object");
        Forgery.file(path, "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", 0);
        refused("__metadata__ has 'a' twice");
        Forgery.file(path, "{\"__metadata__\":{},\"__metadata__\":{}}", 0);
        refused("__metadata__ is there twice");
    }

    @Test
    void what_a_terminal_would_obey_does_not_reach_it() throws IOException {
        Forgery.file(path, "{\"\\u001b]0;owned\\u0007\\u202e\":{}}", 0);
        refused("tensor '\\u001b]0;owned\\u0007\\u202e'");
    }

    @Test
    void a_file_that_is_absent_is_told_from_a_broken_one() {
        refused(ErrorCode.FILE_NOT_FOUND, "is no file");
    }

    @Test
    void a_tensor_that_is_absent_is_refused_with_the_nearest_name() throws IOException {
        Forgery.file(path, "{\"blocks.0.bias\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        try (var file = SafetensorsFile.open(path)) {
            assertThatExceptionOfType(ShotwrightException.class)
                    .isThrownBy(() -> file.load("blocks.0.bais"))
                    .withMessage(path + ": no tensor 'blocks.0.bais'; the nearest name is 'blocks.0.bias'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Wan2.1_VAE.pth, the folder vae of Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        "models_t5_umt5-xxl-enc-bf16.pth, the folder text_encoder of Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        "model.ckpt, one of Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
        "pytorch_model.bin, one of Wan-AI/Wan2.1-T2V-1.3B-Diffusers",
    })
    void a_pickle_is_refused_with_the_safetensors_to_use_instead(String name, String instead) throws IOException {
        path = Files.write(folder.resolve(name), new byte[] {1, 2, 3});
        refused(ErrorCode.UNSUPPORTED_FORMAT, "a Python pickle, which can run any code", instead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK\3\4\24\0\0\0\0\0\0\0", "\u0080\2\u008a\nl\u00fc\u009cF\u00f9 "})
    void a_pickle_under_another_name_is_refused_as_one(String start) throws IOException {
        Files.write(path, start.getBytes(ISO_8859_1));
        refused(ErrorCode.UNSUPPORTED_FORMAT, "a Python pickle");
    }

    @Test
    void a_header_whose_length_looks_like_a_pickle_is_none() throws IOException {
        Forgery.file(path, "{}" + " ".repeat(0x280 - 2), 0);
        try (var file = SafetensorsFile.open(path)) {
            assertThat(file.names()).isEmpty();
        }
    }

    private void refused(String... reasons) {
        refused(ErrorCode.BROKEN_CHECKPOINT, reasons);
    }

    private void refused(ErrorCode code, String... reasons) {
        assertThatExceptionOfType(ShotwrightException.class)
                .isThrownBy(() -> SafetensorsFile.open(path).close())
                .withMessageStartingWith(path.toString())
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(reasons).hasSizeLessThan(1000));
    }
}
