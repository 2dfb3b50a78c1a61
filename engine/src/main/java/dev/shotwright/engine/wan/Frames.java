package dev.shotwright.engine.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ClipSink;
import java.lang.foreign.ValueLayout;

/** Turns what the autoencoder gives into the pixels of frames. */
final class Frames {
    private Frames() {}

    /** Sends {@code (1, 3, frames, h, w)} from −1 to 1 to a sink, rounded to the nearest of 256 steps. */
    static void send(Tensor video, ClipSink sink) {
        int h = Math.toIntExact(video.size(3));
        int w = Math.toIntExact(video.size(4));
        var pixels = new int[h * w];
        for (int i = 0; i < video.size(2); i++) {
            int frame = i;
            Scope.run(() -> {
                var bytes = video.select(0, 0)
                        .select(1, frame)
                        .div(2)
                        .add(0.5)
                        .clamp(0, 1)
                        .mul(255)
                        .round()
                        .to(DataType.U8)
                        .to(Device.CPU)
                        .contiguous()
                        .memory(); // (3, h, w)
                for (int p = 0; p < pixels.length; p++) {
                    int red = bytes.get(ValueLayout.JAVA_BYTE, p) & 0xff;
                    int green = bytes.get(ValueLayout.JAVA_BYTE, (long) pixels.length + p) & 0xff;
                    int blue = bytes.get(ValueLayout.JAVA_BYTE, 2L * pixels.length + p) & 0xff;
                    pixels[p] = red << 16 | green << 8 | blue;
                }
            });
            sink.frame(pixels);
        }
    }
}
