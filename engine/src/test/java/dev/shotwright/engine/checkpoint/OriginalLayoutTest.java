package dev.shotwright.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.engine.wan.WanParts;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the original repository, whose parts lie side by side. */
class OriginalLayoutTest {
    private static final Path ORIGINAL =
            Path.of(System.getProperty("fixtures"), "checkpoints", "wan-i2v-original-tiny");
    private static final String VAE = "Wan2.1_VAE.safetensors";
    private static final String TEXT = "models_t5_umt5-xxl-enc-bf16.safetensors";
    private static final String PICTURES = "models_clip_open-clip-xlm-roberta-large-vit-huge-14.safetensors";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        try (var files = Files.walk(ORIGINAL)) {
            for (var file : files.skip(1).toList()) {
                Files.copy(file, folder.resolve(ORIGINAL.relativize(file).toString()));
            }
        }
    }

    private Checkpoint open() {
        return Checkpoint.open(folder, Overrides.NONE);
    }

    private void pickle(String safetensors) throws IOException {
        Files.delete(folder.resolve(safetensors));
        Files.writeString(folder.resolve(safetensors.replace(".safetensors", ".pth")), "PK\3\4 and so on");
    }

    @Test
    void every_part_is_found_and_only_the_transformer_reads_the_configuration() throws IOException {
        Files.copy(folder.resolve(VAE), folder.resolve(PICTURES));
        var found = open();
        assertThat(found.transformer()).isEqualTo(new Checkpoint.Part(folder, folder.resolve("config.json")));
        assertThat(found.vae()).isEqualTo(new Checkpoint.Part(folder.resolve(VAE), null));
        assertThat(found.textEncoder()).isEqualTo(new Checkpoint.Part(folder.resolve(TEXT), null));
        assertThat(found.imageEncoder()).isEqualTo(new Checkpoint.Part(folder.resolve(PICTURES), null));
        assertThat(found.tokenizer()).isEqualTo(folder.resolve("google/umt5-xxl"));
    }

    @Test
    void parts_that_are_named_win() {
        var tiny = ORIGINAL.resolveSibling("wan-i2v-tiny");
        var found =
                Checkpoint.open(folder, new Overrides(null, tiny.resolve("vae"), null, tiny.resolve("image_encoder")));
        assertThat(found.vae().config()).isEqualTo(tiny.resolve("vae/config.json"));
        assertThat(found.imageEncoder()).extracting(Checkpoint.Part::weights).isEqualTo(tiny.resolve("image_encoder"));
    }

    @Test
    void a_part_that_is_missing_is_named() throws IOException {
        Files.delete(folder.resolve(VAE));
        assertThatThrownBy(this::open)
                .isInstanceOf(ShotwrightException.class)
                .hasMessage("--vae is missing: %s has no *Wan2.1_VAE*.safetensors", folder);
    }

    @Test
    void a_pickle_is_refused_with_what_to_take_instead() throws IOException {
        pickle(TEXT);
        assertThatThrownBy(this::open)
                .hasMessageContaining("models_t5_umt5-xxl-enc-bf16.pth")
                .hasMessageContaining("the folder text_encoder of Wan-AI/Wan2.1-T2V-1.3B-Diffusers")
                .asInstanceOf(InstanceOfAssertFactories.type(ShotwrightException.class))
                .extracting(ShotwrightException::code)
                .isEqualTo(ErrorCode.UNSUPPORTED_FORMAT);
    }

    @Test
    void several_files_of_one_part_are_not_chosen_among() throws IOException {
        Files.copy(folder.resolve(VAE), folder.resolve("wan_2.1_vae.safetensors"));
        assertThatThrownBy(this::open).hasMessageContaining("one of " + VAE + ", wan_2.1_vae.safetensors");
    }

    @Test
    void a_folder_of_something_else_is_refused() throws IOException {
        Files.delete(folder.resolve("diffusion_pytorch_model.safetensors"));
        assertThatThrownBy(this::open).hasMessageContaining("diffusion_pytorch_model*.safetensors");
    }

    @Test
    void a_transformer_that_takes_pictures_needs_their_encoder() {
        var found = open();
        assertThatThrownBy(() -> WanParts.of(found))
                .hasMessageContaining("--image-encoder is missing")
                .hasMessageContaining("24 wide")
                .hasMessageContaining("the folder image_encoder of Wan-AI/Wan2.1-I2V-14B-480P-Diffusers");
    }

    @Test
    void a_picture_encoder_of_another_width_does_not_belong() {
        var forms = new TreeMap<String, TensorForm>();
        forms.put("visual.pos_embedding", TensorForm.of(DataType.F16, 1, 17, 80));
        forms.put("visual.patch_embedding.weight", TensorForm.of(DataType.F16, 80, 3, 7, 7));
        for (int i = 0; i < 2; i++) {
            forms.put("visual.transformer." + i + ".norm1.weight", TensorForm.of(DataType.F16, 80));
            forms.put("visual.transformer." + i + ".mlp.0.weight", TensorForm.of(DataType.F16, 320, 80));
        }
        BlankCheckpoint.write(folder.resolve(PICTURES), forms);
        var found = open();
        assertThatThrownBy(() -> WanParts.of(found))
                .hasMessageContaining("the image encoder has a width of 80 and the transformer takes 24");
    }
}
