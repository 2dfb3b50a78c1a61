package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Native objects that are freed together, the last one first. */
final class NativeScope implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    NativeScope() {
        NativeLog.forget();
    }

    /** Takes an object that FFmpeg allocated; it is freed when this scope closes. */
    <P extends Pointer> P own(@Nullable P pointer, Consumer<P> release) {
        if (pointer == null || pointer.isNull()) {
            throw new ShotwrightException(ErrorCode.INTERNAL, "no native memory is left");
        }
        releases.push(() -> release.accept(pointer));
        return pointer;
    }

    /** Does something when this scope closes, before what was taken earlier is freed. */
    void onClose(Runnable release) {
        releases.push(release);
    }

    @Override
    public void close() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
