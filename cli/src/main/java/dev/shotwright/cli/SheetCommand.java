package dev.shotwright.cli;

import dev.shotwright.media.ContactSheet;
import dev.shotwright.media.Existing;
import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureWriter;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "sheet",
        customSynopsis = "shotwright sheet CLIP -o PNG [OPTION]...",
        description = "Draw a contact sheet: pictures of a clip, each with its time code.",
        footer = {"", "Example:", "  shotwright sheet dog.mp4 -o dog.png --every 1s --columns 5"})
final class SheetCommand implements Command {
    private static final int MOST = 1000;

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

    @Option(
            names = "--every",
            paramLabel = "S",
            description = "A picture at the start and each S after it: 1s, 0.5, 250ms.")
    private @Nullable String every;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "N pictures from the first to the last; 12 if not given.")
    private @Nullable String count;

    @Option(names = "--rows", paramLabel = "N", description = "As many as fill N rows, instead of the two before.")
    private @Nullable String rows;

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
        var across = (int) RequestReading.whole("--columns", columns, MOST);
        var sheet = new ContactSheet(across, selection(across), (int) RequestReading.whole("--width", width, 4096));
        out.prepare(List.of(out.path()), existing);
        var picture = sheet.draw("CLIP", surroundings.file(clip), Limits.standard());
        new PictureWriter(existing, Map.of()).write(picture, out.path());
        console.answer().file(out.path());
        console.note("%s: %dx%d".formatted(out.path(), picture.getWidth(), picture.getHeight()));
        return Exit.DONE;
    }

    private ContactSheet.Selection selection(int across) {
        RequestReading.refuseBoth("--every", every, "--count", count);
        RequestReading.refuseBoth("--every", every, "--rows", rows);
        RequestReading.refuseBoth("--count", count, "--rows", rows);
        if (every != null) {
            return new ContactSheet.Every(time(every));
        }
        if (rows != null) {
            return new ContactSheet.Spread(across * (int) RequestReading.whole("--rows", rows, MOST));
        }
        return new ContactSheet.Spread((int) RequestReading.whole("--count", count == null ? "12" : count, MOST));
    }

    /** Seconds with or without their unit, or milliseconds with it. */
    private static Duration time(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(
                        RequestReading.whole("--every", text.substring(0, text.length() - 2), Integer.MAX_VALUE))
                : RequestReading.seconds("--every", text.endsWith("s") ? text.substring(0, text.length() - 1) : text);
    }
}
