package dev.shotwright.cli;

import dev.shotwright.media.Inspection;
import dev.shotwright.media.Inspection.PictureTrack;
import dev.shotwright.media.Inspection.SoundTrack;
import dev.shotwright.media.Inspection.Track;
import dev.shotwright.media.Limits;
import dev.shotwright.vocabulary.Seconds;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@CommandLine.Command(
        name = "inspect",
        customSynopsis = "shotwright inspect CLIP [--json]",
        description = "Show what is in a clip, a picture or a folder of pictures.",
        footer = {"", "Example:", "  shotwright inspect dog.mp4 --json"})
final class InspectCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "CLIP", description = "The file or folder.")
    private String clip = "";

    InspectCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var found = Inspection.of("CLIP", surroundings.file(clip), Limits.standard());
        console.print("%s: %s, %s, %d bytes, a player can begin %s"
                .formatted(
                        clip,
                        found.container(),
                        Seconds.words(found.duration()),
                        found.bytes(),
                        found.start().word().replace('-', ' ')));
        found.tracks().forEach(track -> console.print("  " + words(track)));
        found.metadata().forEach((name, text) -> console.print("  %s: %s".formatted(name, text)));
        console.object(node(found));
        if (found.damage() != null) {
            console.problem("CLIP '%s' is damaged: %s".formatted(clip, found.damage()));
            return Exit.FAILED;
        }
        return Exit.DONE;
    }

    private static String words(Track track) {
        return switch (track) {
            case PictureTrack pictures ->
                "pictures: %s%s, %dx%d, %s fps, %d frames%s, %s, %s %s%s"
                        .formatted(
                                pictures.codec(),
                                pictures.profile() == null ? "" : " " + pictures.profile(),
                                pictures.width(),
                                pictures.height(),
                                pictures.fps(),
                                pictures.frames(),
                                pictures.count() == Inspection.Count.EXACT ? "" : " (estimated)",
                                pictures.pixels(),
                                pictures.colours().range(),
                                pictures.colours().matrix(),
                                pictures.rotation() == 0
                                        ? ""
                                        : ", turned by %d degrees".formatted(pictures.rotation()));
            case SoundTrack sound ->
                "sound: %s, %d Hz, %d channels".formatted(sound.codec(), sound.sampleRate(), sound.channels());
        };
    }

    private static ObjectNode node(Inspection found) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("file", found.file().toString())
                .put("container", found.container())
                .put("bytes", found.bytes())
                .put("seconds", Seconds.of(found.duration()))
                .put("start", found.start().word());
        var tracks = node.putArray("tracks");
        found.tracks().forEach(track -> tracks.add(node(track)));
        var metadata = node.putObject("metadata");
        found.metadata().forEach(metadata::put);
        return node.put("damage", found.damage());
    }

    private static ObjectNode node(Track track) {
        var node = JsonNodeFactory.instance.objectNode();
        switch (track) {
            case PictureTrack pictures -> {
                node.put("type", "pictures")
                        .put("codec", pictures.codec())
                        .put("profile", pictures.profile())
                        .put("width", pictures.width())
                        .put("height", pictures.height())
                        .put("fps", pictures.fps().toString())
                        .put("frames", pictures.frames())
                        .put("count", pictures.count().word())
                        .put("pixels", pictures.pixels())
                        .put("rotation", pictures.rotation());
                node.putObject("colours")
                        .put("range", pictures.colours().range())
                        .put("matrix", pictures.colours().matrix())
                        .put("primaries", pictures.colours().primaries())
                        .put("transfer", pictures.colours().transfer());
            }
            case SoundTrack sound ->
                node.put("type", "sound")
                        .put("codec", sound.codec())
                        .put("sampleRate", sound.sampleRate())
                        .put("channels", sound.channels());
        }
        return node;
    }
}
