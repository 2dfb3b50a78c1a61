package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Media in a bucket of S3, or of a server that speaks as S3 does. A medium is seen when its last byte has been taken. */
public final class S3Store implements MediaStore {
    private static final String FORM =
            "s3://bucket or s3://bucket/prefix, with region, endpoint and path-style=true in its query where they are"
                    + " needed";
    private static final long LARGEST_IN_ONE = 64L << 20;
    private static final long PART = 32L << 20;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final long part;

    /**
     * @param prefix before every place; empty, or ending in a slash
     * @param part bytes of a part, in which media are sent that are larger than two of them; at least 5 MiB at AWS
     */
    S3Store(S3Client client, String bucket, String prefix, long part) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.part = part;
    }

    static S3Store at(URI address) {
        var bucket = address.getAuthority();
        if (bucket == null || bucket.isBlank()) {
            throw ShotwrightException.invalid("media", address, FORM);
        }
        var options = options(address);
        var endpoint = options.remove("endpoint");
        var region = options.remove("region");
        var pathStyle = options.remove("path-style");
        if (!options.isEmpty() || (pathStyle != null && !pathStyle.matches("true|false"))) {
            throw ShotwrightException.invalid("media", address, FORM);
        }
        var builder = S3Client.builder()
                .forcePathStyle(Boolean.parseBoolean(pathStyle))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        if (region != null || endpoint != null) {
            builder.region(Region.of(region == null ? "us-east-1" : region));
        }
        return new S3Store(builder.build(), bucket, prefix(address), PART);
    }

    private static String prefix(URI address) {
        var path = address.getPath() == null ? "" : address.getPath().replaceAll("^/+|/+$", "");
        return path.isEmpty() ? "" : path + "/";
    }

    private static Map<String, String> options(URI address) {
        var options = new TreeMap<String, String>();
        for (var option : address.getRawQuery() == null
                ? new String[0]
                : address.getRawQuery().split("&", -1)) {
            var equals = option.indexOf('=');
            if (equals < 0) {
                throw ShotwrightException.invalid("media", address, FORM);
            }
            options.put(
                    option.substring(0, equals),
                    URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return options;
    }

    @Override
    public void put(Place place, Path file) {
        try {
            var bytes = Files.size(file);
            if (bytes <= Math.min(LARGEST_IN_ONE, 2 * part)) {
                asking(
                        place,
                        () -> client.putObject(to -> to.bucket(bucket).key(key(place)), RequestBody.fromFile(file)));
            } else {
                putInParts(place, file, bytes);
            }
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.STORAGE_FAILED, null, "%s cannot be kept".formatted(place), e);
        }
    }

    private void putInParts(Place place, Path file, long bytes) {
        var id = asking(
                place,
                () -> client.createMultipartUpload(to -> to.bucket(bucket).key(key(place)))
                        .uploadId());
        try {
            var done = new ArrayList<CompletedPart>();
            for (long from = 0; from < bytes; from += part) {
                var number = done.size() + 1;
                var body = RequestBody.fromContentProvider(
                        slice(file, from), Math.min(part, bytes - from), "application/octet-stream");
                var answer = asking(
                        place,
                        () -> client.uploadPart(
                                to -> to.bucket(bucket)
                                        .key(key(place))
                                        .uploadId(id)
                                        .partNumber(number),
                                body));
                done.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(answer.eTag())
                        .build());
            }
            asking(
                    place,
                    () -> client.completeMultipartUpload(to -> to.bucket(bucket)
                            .key(key(place))
                            .uploadId(id)
                            .multipartUpload(parts -> parts.parts(done))));
        } catch (ShotwrightException e) {
            try {
                client.abortMultipartUpload(
                        to -> to.bucket(bucket).key(key(place)).uploadId(id));
            } catch (SdkException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** The client reads a part anew each time that it has to send it again. */
    private ContentStreamProvider slice(Path file, long from) {
        return ContentStreamProvider.fromInputStreamSupplier(() -> {
            try {
                var channel = FileChannel.open(file, StandardOpenOption.READ);
                channel.position(from);
                return Channels.newInputStream(channel);
            } catch (IOException e) {
                throw new ShotwrightException(ErrorCode.STORAGE_FAILED, null, "%s cannot be read".formatted(file), e);
            }
        });
    }

    @Override
    public InputStream read(Place place, long from, long count) {
        if (count == 0) {
            return InputStream.nullInputStream();
        }
        return new Aborting(asking(
                place,
                () -> client.getObject(what ->
                        what.bucket(bucket).key(key(place)).range("bytes=%d-%d".formatted(from, from + count - 1)))));
    }

    @Override
    public @Nullable Kept find(Place place) {
        try {
            return asking(place, () -> {
                var head = client.headObject(what -> what.bucket(bucket).key(key(place)));
                return new Kept(head.contentLength(), head.eTag().replaceAll("[^A-Za-z0-9-]", ""));
            });
        } catch (ShotwrightException e) {
            if (e.code() == ErrorCode.FILE_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public void delete(Place place) {
        asking(place, () -> client.deleteObject(what -> what.bucket(bucket).key(key(place))));
    }

    @Override
    public void deleteUnder(Place place) {
        under(place).forEach(this::delete);
    }

    @Override
    public List<Place> under(Place place) {
        return asking(
                place,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        what -> what.bucket(bucket).prefix(key(place) + "/"))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(key -> new Place(key.substring(prefix.length())))
                                .sorted((a, b) -> a.text().compareTo(b.text()))
                                .toList());
    }

    @Override
    public void prove() {
        var place = new Place("probe/" + ProcessHandle.current().pid());
        asking(place, () -> {
            client.putObject(to -> to.bucket(bucket).key(key(place)), RequestBody.fromString("1"));
            return client.deleteObject(what -> what.bucket(bucket).key(key(place)));
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(Place place) {
        return prefix + place;
    }

    private <T> T asking(Place place, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException e) {
            throw MediaStore.absent(place);
        } catch (SdkException e) {
            throw S3Fault.of(e, bucket, place);
        }
    }

    /** An answer that is given up when it is closed before its end: to read on would cost the rest of the medium. */
    private static final class Aborting extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> answer;
        private boolean ended;

        Aborting(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
        }

        @Override
        public int read() throws IOException {
            var value = super.read();
            ended = value < 0;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = super.read(target, offset, length);
            ended = count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                super.close();
            } else {
                answer.abort();
            }
        }
    }
}
