package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A folder of PNG pictures, {@code frame-000001.png} and so on, each of which names the rate of the clip. */
final class FrameFolder implements Encoding {
    /** The text in a picture that holds the frames per second. */
    static final String RATE_KEY = "fps";

    private final Path folder;
    private final PngEncoder encoder;
    private long frames;

    FrameFolder(Path folder, ClipFormat format, Map<String, String> metadata) {
        this.folder = folder;
        var texts = new TreeMap<>(metadata);
        texts.put(RATE_KEY, format.fps().toString());
        encoder = new PngEncoder(format.width(), format.height(), texts);
    }

    @Override
    public void frame(int[] pixels) {
        frames++;
        var file = folder.resolve("frame-%06d.png".formatted(frames));
        try {
            Files.write(file, encoder.encode(pixels));
        } catch (IOException e) {
            throw Target.storageFailed(file, e);
        }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
        encoder.close();
    }
}
