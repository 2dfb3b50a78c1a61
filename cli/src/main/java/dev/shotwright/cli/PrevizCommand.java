package dev.shotwright.cli;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.previz.PrevizModel;
import dev.shotwright.world.previz.PromptReading;
import dev.shotwright.world.scene.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "previz",
        customSynopsis = "shotwright previz scene.yaml -o OUT [OPTION]...",
        description = "Draw a scene that somebody has written, or that the command scene has made of a prompt.",
        footer = {"", "Example:", "  shotwright previz scene.yaml -o dog.mp4 --size 640x360 --style watercolour"})
final class PrevizCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "SCENE", description = "The scene, YAML or .json.")
    private String file = "";

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(names = "--size", paramLabel = "WxH", description = "Exact pixels; 1280x720 if not given.")
    private String size = "1280x720";

    @Option(names = "--fps", paramLabel = "F", description = "Frames per second; 24 if not given.")
    private String fps = "24";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The same seed draws the same clip again; 0 if not given.")
    private String seed = "0";

    @Option(names = "--style", paramLabel = "NAME", description = "Draw every shot in this style.")
    private @Nullable String style;

    PrevizCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var drawing = new Drawing(surroundings, console, output, null);
        var scene = scene(surroundings.file(file));
        var previz = PrevizModel.reading(new PromptReading());
        var request = VideoRequest.builder()
                .prompt(String.valueOf(Path.of(file).getFileName()))
                .size(Pixels.parse(size))
                .fps(FrameRate.parse(fps))
                .duration(Duration.ofMillis(Math.round(scene.seconds() * 1000)))
                .seed(RequestReading.whole("--seed", seed, Long.MAX_VALUE))
                .build();
        return drawing.draw(
                previz.card(),
                ModelShelf.verdict(request, previz.card(), Leeway.NEAREST),
                (one, sink, progress, witness) -> (witness == null ? previz : previz.withWitness(witness))
                        .draw(scene, format(one), Objects.requireNonNull(one.seed()), sink, progress));
    }

    private static ClipFormat format(VideoRequest request) {
        var size = Objects.requireNonNull(request.size());
        return new ClipFormat(
                size.width(),
                size.height(),
                Objects.requireNonNull(request.fps()),
                Objects.requireNonNull(request.frames()));
    }

    private Scene scene(Path path) {
        var text = TextFile.read("SCENE", path);
        var scene = TextFile.named(path, () -> SceneCommand.text(path).read(text));
        if (style == null) {
            return scene;
        }
        var wanted = Spelled.parse(Style.class, "--style", style);
        return new Scene(
                scene.shots().stream().map(shot -> shot.withStyle(wanted)).toList(), scene.notUnderstood());
    }
}
