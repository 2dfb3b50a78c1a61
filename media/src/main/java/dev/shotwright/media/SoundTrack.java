package dev.shotwright.media;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The sound of a clip that is being written: as long as its pictures, cut or continued by silence. */
final class SoundTrack implements AutoCloseable {
    private final Sound sound;
    private final SoundEncoder encoder;
    private final Muxer muxer;
    private final AVStream stream;
    private final float[] samples;
    private long written;

    /** A track of a file whose head is not written yet; the sound stays its caller's. */
    SoundTrack(Sound sound, Container container, Muxer muxer) {
        this.sound = sound;
        this.muxer = muxer;
        this.encoder = new SoundEncoder(container);
        this.stream = muxer.addStream(encoder.parameters(), encoder.sampleTime());
        this.samples = new float[encoder.samplesPerFrame() * Sound.CHANNELS];
    }

    /** Writes the whole frames of sound before a time. */
    void advance(double seconds) {
        var end = (long) (seconds * Sound.RATE);
        while (written + encoder.samplesPerFrame() <= end) {
            write(encoder.samplesPerFrame());
        }
    }

    /** Writes the rest up to the end of the pictures. */
    void finish(double seconds) {
        advance(seconds);
        var rest = (int) (Math.round(seconds * Sound.RATE) - written);
        if (rest > 0) {
            write(rest);
        }
        encoder.finish(packet -> muxer.write(packet, stream, encoder.sampleTime()));
    }

    @Override
    public void close() {
        encoder.close();
    }

    private void write(int count) {
        var read = sound.read(samples, count);
        Arrays.fill(samples, read * Sound.CHANNELS, count * Sound.CHANNELS, 0);
        encoder.encode(samples, count, packet -> muxer.write(packet, stream, encoder.sampleTime()));
        written += count;
    }
}
