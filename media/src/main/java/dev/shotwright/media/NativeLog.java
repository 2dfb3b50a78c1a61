package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.util.ArrayDeque;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;

/** What FFmpeg says about errors: nothing reaches the console, the last lines of each thread go into exception messages. */
final class NativeLog extends LogCallback {
    private static final int KEPT_LINES = 3;
    private static final int KEPT_CHARACTERS = 300;
    private static final NativeLog INSTANCE = new NativeLog();

    private final ThreadLocal<ArrayDeque<String>> lines = ThreadLocal.withInitial(ArrayDeque::new);
    private final ThreadLocal<StringBuilder> unfinished = ThreadLocal.withInitial(StringBuilder::new);

    static {
        av_log_set_level(AV_LOG_ERROR);
        setLogCallback(INSTANCE);
    }

    private NativeLog() {}

    /** Forgets what was said on this thread; called before work whose errors shall be told. */
    static void forget() {
        INSTANCE.lines.remove();
        INSTANCE.unfinished.remove();
    }

    /** The last error lines of this thread, oldest first, separated by semicolons; empty if there are none. */
    static String lastLines() {
        return String.join("; ", INSTANCE.lines.get());
    }

    @Override
    public void call(int level, BytePointer message) {
        if (level > AV_LOG_ERROR) {
            return;
        }
        var line = unfinished.get().append(message.getString());
        if (line.isEmpty() || (line.charAt(line.length() - 1) != '\n' && line.length() < KEPT_CHARACTERS)) {
            return;
        }
        var text = line.toString().strip();
        line.setLength(0);
        var kept = lines.get();
        kept.add(text.length() > KEPT_CHARACTERS ? text.substring(0, KEPT_CHARACTERS) + "…" : text);
        if (kept.size() > KEPT_LINES) {
            kept.removeFirst();
        }
    }
}
