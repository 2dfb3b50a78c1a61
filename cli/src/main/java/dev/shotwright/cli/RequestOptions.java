package dev.shotwright.cli;

import dev.shotwright.vocabulary.negotiation.Leeway;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of the command line that make up a request, as they were typed; {@link RequestReading} understands them. */
@CommandLine.Command(optionListHeading = "The clip:")
final class RequestOptions {
    @Parameters(index = "0", arity = "0..1", paramLabel = "PROMPT", description = "What is to be seen.")
    @Nullable
    String prompt;

    @Option(names = "--negative", paramLabel = "TEXT", description = "What is not to be seen.")
    @Nullable
    String negative;

    @Option(names = "--size", paramLabel = "WxH", description = "Exact pixels, instead of the next two.")
    @Nullable
    String size;

    @Option(names = "--resolution", paramLabel = "NAME", description = "480p, 720p or 1080p.")
    @Nullable
    String resolution;

    @Option(names = "--ratio", paramLabel = "W:H", description = "1:1, 3:4, 4:3, 16:9, 9:16 or 21:9.")
    @Nullable
    String ratio;

    @Option(names = "--seconds", paramLabel = "S", description = "The length, instead of --frames.")
    @Nullable
    String seconds;

    @Option(names = "--frames", paramLabel = "N", description = "The length, instead of --seconds.")
    @Nullable
    String frames;

    @Option(names = "--fps", paramLabel = "F", description = "Frames per second: 24, 23.976 or 30000/1001.")
    @Nullable
    String fps;

    @Option(names = "--seed", paramLabel = "N", description = "The same seed draws the same clip again.")
    @Nullable
    String seed;

    @Option(
            names = "--style",
            paramLabel = "NAME",
            description = "natural, black-and-white, 3d-animation, 2d-animation, ...")
    @Nullable
    String style;

    @Option(
            names = "--camera",
            paramLabel = "MOVE[:SPEED]",
            description = "pan-left, dolly-in:slow, orbit:fast ...; repeatable.")
    List<String> camera = new ArrayList<>();

    @Option(names = "--shot", paramLabel = "'PROMPT @ S'", description = "One shot of several, in order; repeatable.")
    List<String> shots = new ArrayList<>();

    @Option(names = "--first-frame", paramLabel = "PIC", description = "The picture that the clip begins with.")
    @Nullable
    String firstFrame;

    @Option(names = "--last-frame", paramLabel = "PIC", description = "The picture that the clip ends on.")
    @Nullable
    String lastFrame;

    @Option(
            names = "--reference",
            paramLabel = "ROLE=PIC",
            description = "subject=, style= or scene= and a picture; repeatable.")
    List<String> references = new ArrayList<>();

    @Option(names = "--source-video", paramLabel = "CLIP", description = "The clip to be drawn anew.")
    @Nullable
    String sourceVideo;

    @Option(names = "--audio", paramLabel = "on|off|FILE", description = "With sound, without, or with this sound.")
    @Nullable
    String audio;

    @Option(names = "--draft", description = "A quick look; previz draws half the width and height.")
    boolean draft;

    @Option(names = "--tier", paramLabel = "NAME", description = "standard, or flex: later and cheaper.")
    @Nullable
    String tier;

    @Option(names = "--deadline", paramLabel = "TIME", description = "2026-11-21T18:00Z, or +2h from now.")
    @Nullable
    String deadline;

    @Option(names = "--count", paramLabel = "N", description = "How many clips: a-1.mp4, a-2.mp4 ...")
    @Nullable
    String count;

    @Option(names = "--option", paramLabel = "KEY=VALUE", description = "What one model alone understands; repeatable.")
    List<String> options = new ArrayList<>();

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "A whole request, YAML or JSON; options override it.")
    @Nullable
    String request;

    @Option(names = "--strict", description = "Refuse rather than adapt.")
    private boolean strict;

    Leeway leeway() {
        return strict ? Leeway.NONE : Leeway.NEAREST;
    }
}
