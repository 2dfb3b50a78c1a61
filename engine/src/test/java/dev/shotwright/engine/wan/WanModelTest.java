package dev.shotwright.engine.wan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.checkpoint.SamplerSettings;
import dev.shotwright.engine.machine.Disk;
import dev.shotwright.engine.machine.Machine;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.machine.Rates;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WanModelTest {
    private static final Path CHECKPOINTS = Path.of(System.getProperty("fixtures"), "checkpoints");
    private static final Rates RATES = new Rates(100, 10, 100, 50, 10, 100, 10);
    private static final Machine MACHINE =
            new Machine("test", List.of(), 2, "test", RATES, new Disk(100, 100, Disk.Reading.CACHED));

    private static Checkpoint tiny() {
        return Checkpoint.open(CHECKPOINTS.resolve("wan-t2v-tiny"), Overrides.NONE);
    }

    private static WanModel model(String memory, @Nullable Path cache) {
        var options =
                new LocalOptions(MACHINE, Precision.FP32, Device.CPU, ByteSize.parse("--memory", memory), cache, null);
        return WanModel.unnamed("tiny", tiny(), options);
    }

    private static VideoRequest.Builder request() {
        return VideoRequest.builder()
                .prompt("a cat")
                .size(new Pixels(48, 32))
                .frames(5)
                .fps(FrameRate.parse("16"))
                .seed(1L)
                .options(Map.of("steps", 2));
    }

    private static final class Collected implements ClipSink {
        private final List<int[]> frames = new ArrayList<>();

        @Override
        public void begin(ClipFormat format) {}

        @Override
        public void frame(int[] pixels) {
            frames.add(pixels.clone());
        }
    }

    private static final class Told implements Progress {
        private final List<String> remarks = new ArrayList<>();
        private final List<String> phases = new ArrayList<>();

        @Override
        public void advance(String phase, long done, long total) {
            if (phases.isEmpty() || !phases.getLast().equals(phase)) {
                phases.add(phase);
            }
        }

        @Override
        public void remark(String sentence) {
            remarks.add(sentence);
        }
    }

    @Test
    void the_same_seed_draws_the_same_clip_and_another_seed_another() {
        var first = new Collected();
        var again = new Collected();
        var other = new Collected();
        model("8G", null).draw(request().build(), first, new Told());
        model("8G", null).draw(request().build(), again, new Told());
        model("8G", null).draw(request().seed(2L).build(), other, new Told());
        assertThat(first.frames).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(again.frames.get(i)).containsExactly(first.frames.get(i));
        }
        assertThat(Arrays.equals(other.frames.getFirst(), first.frames.getFirst()))
                .isFalse();
    }

    @Test
    void memory_and_time_are_told_before_the_first_step() {
        var told = new Told();
        model("8G", null).draw(request().build(), new Collected(), told);
        assertThat(told.phases).containsExactly("text", "denoise", "decode");
        assertThat(told.remarks).anyMatch(remark -> remark.startsWith("Memory, denoise: the transformer is"));
        assertThat(told.remarks).anyMatch(remark -> remark.matches("About \\d+ seconds? on this machine\\."));
    }

    @Test
    void a_run_that_is_to_stop_stops_and_frees_everything() {
        for (var phase : List.of("text", "denoise", "decode")) {
            var sink = new Collected();
            Progress stopping = (now, _, _) -> {
                if (now.equals(phase)) {
                    throw new ShotwrightException(ErrorCode.CANCELLED, "cancelled");
                }
            };
            assertThatThrownBy(() -> model("8G", null).draw(request().build(), sink, stopping))
                    .isInstanceOf(ShotwrightException.class)
                    .hasMessage("cancelled");
            assertThat(sink.frames).isEmpty();
            assertThatThrownBy(Scope::pause).as("no scope is left open").isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void what_cannot_fit_is_refused_before_anything_is_loaded_with_what_would() {
        var told = new Told();
        assertThatThrownBy(() -> model("400M", null)
                        .draw(
                                request()
                                        .size(new Pixels(1024, 1024))
                                        .frames(1025)
                                        .build(),
                                new Collected(),
                                told))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("--memory is 400 MB")
                .hasMessageContaining("would fit");
        assertThat(told.phases).isEmpty();
    }

    @Test
    void a_prompt_is_encoded_once(@TempDir Path folder) throws IOException {
        var own = folder.resolve("text_encoder");
        try (var files = Files.walk(CHECKPOINTS.resolve("wan-t2v-tiny/text_encoder"))) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        own.resolve(
                                CHECKPOINTS.resolve("wan-t2v-tiny/text_encoder").relativize(file)));
            }
        }
        var checkpoint = Checkpoint.open(CHECKPOINTS.resolve("wan-t2v-tiny"), new Overrides(own, null, null, null));
        var parts = WanParts.of(checkpoint);
        var texts =
                new TextEncoding(checkpoint, parts.text(), Arithmetic.F32, new EmbeddingCache(folder.resolve("cache")));
        try (var _ = Scope.open()) {
            var first = texts.encode("a cat", "a dog").rows(0).floats();
            var shard = own.resolve("model-00001-of-00002.safetensors");
            var time = Files.getLastModifiedTime(shard);
            Files.write(shard, new byte[(int) Files.size(shard)]);
            Files.setLastModifiedTime(shard, time);
            assertThat(texts.encode("a  cat").rows(0).floats()).containsExactly(first);
            assertThatThrownBy(() -> texts.encode("a bird")).isInstanceOf(ShotwrightException.class);
        }
    }

    @Test
    void the_command_line_wins_then_the_checkpoint_then_the_reference() {
        var plain = model("8G", null).call(request().options(Map.of()).build());
        assertThat(plain.steps()).isEqualTo(50);
        assertThat(plain.guidance()).isEqualTo(5);
        assertThat(plain.sampler()).isEqualTo(new SamplerSettings(SamplerSettings.Kind.UNIPC, 3));
        assertThat(plain.negative()).isEmpty();
        var told = model("8G", null)
                .call(request()
                        .options(Map.of("steps", 7, "guidance", 1.5, "shift", 8, "sampler", "euler"))
                        .build());
        assertThat(told.steps()).isEqualTo(7);
        assertThat(told.guidance()).isEqualTo(1.5);
        assertThat(told.sampler()).isEqualTo(new SamplerSettings(SamplerSettings.Kind.EULER, 8));
        var card = WanCards.all().getFirst();
        var options = new LocalOptions(MACHINE, Precision.FP32, Device.CPU, new ByteSize(8L << 30), null, null);
        var named = WanModel.named(card, tiny(), options)
                .call(request().options(Map.of()).build());
        assertThat(named.guidance()).isEqualTo(6);
        assertThat(named.sampler().shift()).isEqualTo(8);
        assertThat(named.negative()).startsWith("色调艳丽");
    }

    @Test
    void an_untrained_size_is_remarked_and_not_refused() {
        var told = new Told();
        var options = new LocalOptions(MACHINE, Precision.FP32, Device.CPU, new ByteSize(8L << 30), null, null);
        WanModel.named(WanCards.all().getFirst(), tiny(), options)
                .draw(request().build(), new Collected(), told);
        assertThat(told.remarks).anyMatch(remark -> remark.contains("was not trained at 48x32"));
        assertThat(told.remarks).anyMatch(remark -> remark.contains("was not trained at 5 frames"));
    }

    @Test
    void a_device_that_is_not_here_is_refused_with_the_way_to_get_it() {
        assumeThat(Device.CUDA.present()).isFalse();
        assertThatThrownBy(() ->
                        new LocalOptions(MACHINE, Precision.FP32, Device.CUDA, new ByteSize(8L << 30), null, null))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("--device is cuda; accepted is cpu here")
                .hasMessageContaining("mvn package -P cuda");
    }

    @Test
    void senseless_calls_name_the_field_and_what_is_near() {
        assertThatThrownBy(() -> model("8G", null).call(request().frames(6).build()))
                .hasMessageContaining("frames is 6")
                .hasMessageContaining("5 or 9");
        assertThatThrownBy(() -> model("8G", null)
                        .call(request().size(new Pixels(50, 32)).build()))
                .hasMessageContaining("width is 50")
                .hasMessageContaining("48 or 64");
        assertThatThrownBy(() -> model("8G", null)
                        .call(request().options(Map.of("steps", "many")).build()))
                .hasMessageContaining("steps is 'many'");
    }
}
