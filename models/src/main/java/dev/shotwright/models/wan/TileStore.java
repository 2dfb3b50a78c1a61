package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tensors of 32-bit floats in a temporary file, until they are put together. */
final class TileStore implements AutoCloseable {
    private final FileChannel file;
    private final Map<List<Long>, Place> places = new HashMap<>();
    private long end;

    private record Place(long at, List<Long> shape) {}

    TileStore() {
        try {
            var path = Files.createTempFile("shotwright", ".tiles");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Keeps a copy of {@code tensor} under {@code key}. */
    void write(List<Long> key, Tensor tensor) {
        var values = tensor.to(Device.CPU).to(DataType.F32).contiguous();
        places.put(
                List.copyOf(key),
                new Place(end, Arrays.stream(values.shape()).boxed().toList()));
        end += transfer(values, end, file::write);
    }

    /** The tensor under {@code key}, on the CPU. */
    Tensor read(List<Long> key) {
        var place = Objects.requireNonNull(places.get(key));
        var values = Tensor.empty(
                DataType.F32, place.shape().stream().mapToLong(Long::longValue).toArray());
        transfer(values, place.at(), file::read);
        return values;
    }

    private interface Transfer {
        int move(ByteBuffer bytes, long at) throws IOException;
    }

    private static long transfer(Tensor values, long at, Transfer transfer) {
        var bytes = values.memory().asByteBuffer().order(ByteOrder.nativeOrder());
        try {
            while (bytes.hasRemaining()) {
                if (transfer.move(bytes, at + bytes.position()) < 0) {
                    throw new IOException("the file ends early");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes.capacity();
    }

    private static ShotwrightException failed(IOException e) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED, "tiles", "tiles cannot be kept in a temporary file: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
