package dev.shotwright.tensor.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes are either a header that adds up or refused in words. The build runs the inputs beside this class;
 * docs/decisions/006-jazzer.md says how Jazzer looks for others.
 */
class HeaderFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void any_file_is_read_or_refused(byte[] file) {
        check(file);
        if (file.length > Header.PREFIX) {
            check(withHonestLength(file));
        }
    }

    /** The same file with the length of what may be its header, so that changes to the JSON are not lost before it is read. */
    private static byte[] withHonestLength(byte[] file) {
        int end = file.length;
        while (end > Header.PREFIX + 1 && file[end - 1] != '}') {
            end--;
        }
        var mended = file.clone();
        ByteBuffer.wrap(mended).order(ByteOrder.LITTLE_ENDIAN).putLong(end - Header.PREFIX);
        return mended;
    }

    private static void check(byte[] file) {
        var header = read(file);
        if (header == null) {
            return;
        }
        long bytes = header.slots().values().stream()
                .mapToLong(slot -> slot.form().bytes())
                .sum();
        assertThat(header.start() + bytes).isEqualTo(file.length);
        assertThat(header.fileSize()).isEqualTo(file.length);
        for (var slot : header.slots().values()) {
            assertThat(slot.begin()).isBetween(0L, slot.end());
            assertThat(slot.end()).isLessThanOrEqualTo(file.length - header.start());
            assertThat(slot.bytes()).isEqualTo(slot.form().bytes());
        }
    }

    private static @Nullable Header read(byte[] file) {
        try {
            return Header.read(MemorySegment.ofArray(file), "file");
        } catch (ShotwrightException e) {
            assertThat(e.code()).isIn(ErrorCode.BROKEN_CHECKPOINT, ErrorCode.UNSUPPORTED_FORMAT);
            assertThat(e.getMessage()).startsWith("file: ").hasSizeLessThan(2000);
            return null;
        }
    }
}
