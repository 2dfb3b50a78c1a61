package dev.shotwright.cli;

import dev.shotwright.media.ContactSheet;
import dev.shotwright.media.Existing;
import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureWriter;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "sheet",
        customSynopsis = "shotwright sheet CLIP -o PNG [OPTION]...",
        description = "Draw a contact sheet: pictures from the first to the last, each with its time code.",
        footer = {"", "Example:", "  shotwright sheet dog.mp4 -o dog.png --columns 5 --rows 2"})
final class SheetCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "CLIP", description = "A clip, or a folder of pictures.")
    private String clip = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PNG",
            description = "The picture to write.")
    private String output = "";

    @Option(names = "--columns", paramLabel = "N", description = "Pictures beside each other; 4 if not given.")
    private String columns = "4";

    @Option(names = "--rows", paramLabel = "N", description = "Rows at most; 3 if not given.")
    private String rows = "3";

    @Option(names = "--width", paramLabel = "PIXELS", description = "The width of each picture; 320 if not given.")
    private String width = "320";

    @Option(names = "--overwrite", description = "Replace what exists.")
    private boolean overwrite;

    SheetCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var out = new OutputName("--output", surroundings.file(output));
        if (!output.toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    out.field(),
                    "%s is '%s'; accepted is an ending of .png".formatted(out.field(), output));
        }
        var existing = overwrite ? Existing.REPLACE : Existing.REFUSE;
        var sheet = new ContactSheet(
                (int) RequestReading.whole("--columns", columns, 1000),
                (int) RequestReading.whole("--rows", rows, 1000),
                (int) RequestReading.whole("--width", width, 4096));
        out.prepare(List.of(out.path()), existing);
        var picture = sheet.draw("CLIP", surroundings.file(clip), Limits.standard());
        new PictureWriter(existing, Map.of()).write(picture, out.path());
        console.answer().file(out.path());
        console.note("%s: %dx%d".formatted(out.path(), picture.getWidth(), picture.getHeight()));
        return Exit.DONE;
    }
}
