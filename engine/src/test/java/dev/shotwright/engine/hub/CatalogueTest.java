package dev.shotwright.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogueTest {
    private final Catalogue catalogue = Catalogue.standard();

    private static List<ListedFile> files(String... paths) {
        return Stream.of(paths)
                .map(path -> new ListedFile(
                        new FilePath(path), 1, new Checksum(Checksum.Kind.GIT_BLOB, "0123456789".repeat(4))))
                .toList();
    }

    @Test
    void the_five_models_of_wan_are_known_by_name_and_by_repository() {
        assertThat(catalogue.models())
                .extracting(Catalogue.Entry::name)
                .containsExactly(
                        "wan2.1-t2v-1.3b",
                        "wan2.1-t2v-14b",
                        "wan2.1-i2v-14b-480p",
                        "wan2.1-i2v-14b-720p",
                        "wan2.1-flf2v-14b-720p");
        assertThat(catalogue.entry("Wan-AI/Wan2.1-T2V-14B-Diffusers").name()).isEqualTo("wan2.1-t2v-14b");
        assertThat(catalogue.entry("wan2.1-t2v-1.3b").repository(HubKind.MODELSCOPE))
                .hasToString("Wan-AI/Wan2.1-T2V-1.3B-Diffusers");
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest() {
        assertThatThrownBy(() -> catalogue.entry("wan2.1-t2v-1.3"))
                .hasMessageContaining("nearest is wan2.1-t2v-1.3b")
                .hasMessageContaining("owner/name");
    }

    @Test
    void only_the_files_that_are_needed_are_chosen() {
        var entry = catalogue.entry("wan2.1-t2v-1.3b");
        var needed = new String[] {
            "LICENSE.txt",
            "model_index.json",
            "scheduler/scheduler_config.json",
            "text_encoder/config.json",
            "text_encoder/model-00001-of-00002.safetensors",
            "text_encoder/model-00002-of-00002.safetensors",
            "text_encoder/model.safetensors.index.json",
            "tokenizer/tokenizer.json",
            "transformer/config.json",
            "transformer/diffusion_pytorch_model.safetensors",
            "vae/config.json",
            "vae/diffusion_pytorch_model.safetensors"
        };
        var others = new String[] {
            ".gitattributes", "README.md", "assets/logo.png", "tokenizer/spiece.model", "vae/pytorch_model.bin"
        };
        var all = Stream.concat(Stream.of(needed), Stream.of(others)).toArray(String[]::new);
        assertThat(entry.files().of(entry.repository(HubKind.HUGGING_FACE), files(all)))
                .isEqualTo(files(needed));
    }

    @Test
    void a_repository_without_what_is_needed_is_refused() {
        var entry = catalogue.entry("wan2.1-t2v-1.3b");
        assertThatThrownBy(() -> entry.files().of(entry.repository(HubKind.HUGGING_FACE), files("model_index.json")))
                .hasMessageContaining("no tokenizer/tokenizer.json");
        assertThatThrownBy(() -> catalogue
                        .unlisted()
                        .of(RepositoryName.parse("a/b"), files("model.ckpt", "assets/x.json", "x/.y.json")))
                .hasMessageContaining("safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "a/../x",
                "/etc/passwd",
                "C:/x",
                "C:x",
                "a\\b",
                "..\\x",
                "a//b",
                "a/",
                "",
                ".",
                "a/./b",
                "a/\u0000b",
                "nul",
                "vae/CON.json",
                "com1",
                "x.",
                ".shotwright/manifest.json",
                "vae/.Shotwright/x"
            })
    void a_path_that_could_lead_elsewhere_is_refused(String path) {
        assertThatThrownBy(() -> new FilePath(path)).hasMessageContaining("accepted are relative paths");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b/", "../b", "a/..", "a/b..c", "-a/b", "a b/c", "a/b?x", "a/b#x", "a/.b", "a/b."})
    void a_name_that_is_no_repository_is_refused(String name) {
        assertThatThrownBy(() -> RepositoryName.parse(name)).hasMessageContaining("owner/name");
    }
}
