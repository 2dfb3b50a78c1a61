package dev.shotwright.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Many connections that ask without pause: a client of HTTP/1.1 so plain that it takes little from what is measured. */
final class HttpLoad {
    private HttpLoad() {}

    /** What a connection asks next. */
    interface Question {
        /** A whole request, as it goes over the wire. */
        byte[] ask(int connection, long number);

        /** Looks at an answer; whether it is the one that was wanted. */
        boolean heard(int connection, long number, int status, byte[] body);
    }

    /** What came of it. */
    static final class Result {
        private final long[] nanos;
        private final long others;
        private final double seconds;

        /**
         * @param nanos of each answer that was wanted, from the question's first byte to the answer's last, in rising order
         * @param others the answers that were not
         */
        private Result(long[] nanos, long others, double seconds) {
            this.nanos = nanos;
            this.others = others;
            this.seconds = seconds;
        }

        double perSecond() {
            return nanos.length / seconds;
        }

        /** Milliseconds. */
        double percentile(double part) {
            return nanos.length == 0 ? Double.NaN : nanos[(int) Math.min(nanos.length - 1, nanos.length * part)] / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, p50 %.1f ms, p99 %.1f ms, %d others",
                    perSecond(),
                    percentile(0.5),
                    percentile(0.99),
                    others);
        }
    }

    static Result run(int port, int connections, Duration duration, Question question) throws InterruptedException {
        var all = new ConcurrentLinkedQueue<long[]>();
        var others = new LongAdder();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                int connection = i;
                threads.execute(() -> all.add(connect(port, connection, end, question, others)));
            }
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.HOURS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(nanos, others.sum(), seconds);
    }

    private static long[] connect(int port, int connection, long end, Question question, LongAdder others) {
        var nanos = new long[1024];
        int count = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            var out = socket.getOutputStream();
            for (long number = 0; System.nanoTime() < end; number++) {
                var bytes = question.ask(connection, number);
                long begun = System.nanoTime();
                out.write(bytes);
                var answer = Answer.read(in);
                long took = System.nanoTime() - begun;
                if (question.heard(connection, number, answer.status(), answer.body())) {
                    if (count == nanos.length) {
                        nanos = Arrays.copyOf(nanos, 2 * count);
                    }
                    nanos[count++] = took;
                } else {
                    others.increment();
                }
            }
        } catch (IOException e) {
            others.increment();
        }
        return Arrays.copyOf(nanos, count);
    }

    /** One answer, read by its length or by its chunks. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        int status() {
            return status;
        }

        byte[] body() {
            return body;
        }

        static Answer read(InputStream in) throws IOException {
            int status = Integer.parseInt(line(in).split(" ", 3)[1]);
            int length = 0;
            boolean chunked = false;
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                var lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.endsWith("chunked");
                }
            }
            if (!chunked) {
                return new Answer(status, in.readNBytes(length));
            }
            var body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return new Answer(status, body.toByteArray());
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the connection ended");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    /** A request as it goes over the wire. */
    static byte[] request(String method, String path, String key, String body, String... headers) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var text = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ")
                .append(key)
                .append("\r\n");
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n");
        }
        var head = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        var whole = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, whole, head.length, bytes.length);
        return whole;
    }

    /** One question on a connection of its own. */
    static Answer once(int port, byte[] request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            return Answer.read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
