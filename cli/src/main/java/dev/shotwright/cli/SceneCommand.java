package dev.shotwright.cli;

import dev.shotwright.media.Existing;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.prompt.PromptParser;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.SceneText;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "scene",
        customSynopsis = "shotwright scene PROMPT [--json] [-o scene.yaml]",
        description = "Show what a prompt is understood as: shots, subjects, actions, camera, words left over.",
        footer = {
            "",
            "Example:",
            "  shotwright scene \"a dog runs to the left, then sits beside a table\" -o scene.yaml"
        })
final class SceneCommand implements Command {
    private static final String STREAM = "-";

    private final Surroundings surroundings;
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "PROMPT",
            description = "The words; - reads a prompt a line, prints JSON a line.")
    private String prompt = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the scene to a file, YAML or .json.")
    private @Nullable String output;

    @Option(names = "--overwrite", description = "Replace what exists.")
    private boolean overwrite;

    SceneCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        if (prompt.equals(STREAM)) {
            return stream();
        }
        var scene = PromptParser.standard().parse(prompt);
        if (output != null) {
            write(scene, output);
        } else {
            console.print(SceneText.yaml().write(scene).stripTrailing());
        }
        console.object(JsonMapper.shared().readTree(SceneText.json().write(scene)));
        return Exit.DONE;
    }

    /** The form of the text in a file of scenes. */
    static SceneText text(Path file) {
        return TextFile.isJson(file) ? SceneText.json() : SceneText.yaml();
    }

    private void write(Scene scene, String name) {
        var out = new OutputName("--output", surroundings.file(name));
        out.prepare(List.of(out.path()), overwrite ? Existing.REPLACE : Existing.REFUSE);
        try (var text = WholeText.to(out.path())) {
            text.write(text(out.path()).write(scene));
            text.finish();
        }
        console.note("%s: %d shots, %.1f s".formatted(out.path(), scene.shots().size(), scene.seconds()));
    }

    /** Answers each line with a line, a faulty one with its fault, until the input ends or nobody listens any more. */
    private Exit stream() {
        if (output != null) {
            throw ShotwrightException.invalid("--output", "given together with -", "one prompt for a file");
        }
        console.leave();
        var parser = PromptParser.standard();
        var lines = new PromptLines(surroundings.in());
        for (var line = lines.next(); line != null; line = lines.next()) {
            surroundings.cancellation().check();
            surroundings.out().println(answer(parser, lines, line));
            if (surroundings.out().checkError()) {
                return Exit.FAILED;
            }
        }
        return Exit.DONE;
    }

    private static String answer(PromptParser parser, PromptLines lines, byte[] line) {
        try {
            return SceneText.json().write(parser.parse(lines.text(line)));
        } catch (ShotwrightException e) {
            return fault(e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            return fault(ErrorCode.INTERNAL, e.toString());
        }
    }

    private static String fault(ErrorCode code, String message) {
        var fault = JsonNodeFactory.instance.objectNode();
        fault.putArray("shots");
        fault.putArray("notUnderstood");
        fault.putObject("error").put("code", code.word()).put("message", message);
        return fault.toString();
    }
}
