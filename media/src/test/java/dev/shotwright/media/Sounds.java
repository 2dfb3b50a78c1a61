package dev.shotwright.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** WAV files of a tone, and how loud a sound is. */
final class Sounds {
    private Sounds() {}

    /** A tone of 440 Hz in 16 bits, one channel. */
    static Path tone(Path target, int rate, double seconds) throws IOException {
        var samples = (int) Math.round(rate * seconds);
        var bytes = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples * 2);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples * 2);
        for (var sample = 0; sample < samples; sample++) {
            bytes.putShort((short) Math.round(16000 * Math.sin(2 * Math.PI * 440 * sample / rate)));
        }
        return Files.write(target, bytes.array());
    }

    /** The mean loudness of each tenth of a second of a file, 0 to 1. */
    static double[] loudness(Path file) {
        var tenth = Sound.RATE / 10;
        var samples = new float[tenth * Sound.CHANNELS];
        var result = new ArrayList<Double>();
        try (var sound = new SoundSource("audio", file, Limits.standard())) {
            for (var read = sound.read(samples, tenth); read > 0; read = sound.read(samples, tenth)) {
                var sum = 0.0;
                for (var index = 0; index < read * Sound.CHANNELS; index++) {
                    sum += Math.abs(samples[index]);
                }
                result.add(sum / (read * Sound.CHANNELS));
            }
        }
        return result.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
