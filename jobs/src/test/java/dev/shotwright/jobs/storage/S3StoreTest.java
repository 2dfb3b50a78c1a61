package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class S3StoreTest extends MediaStoreBehaviour {
    private static final long LEAST_PART = 5L << 20;

    private static final String KEY = "ours";
    private static final String SECRET = "a secret that nobody else has";

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static S3Client client;
    private static S3Store store;

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(folder, KEY, SECRET);
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", SECRET);
        client = server.client(KEY, SECRET);
        client.createBucket(bucket -> bucket.bucket("media"));
        store = new S3Store(client, "media", "ours/", LEAST_PART);
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.stop();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Override
    MediaStore store() {
        return store;
    }

    @Test
    void a_large_medium_goes_in_parts_and_comes_whole() throws IOException {
        var bytes = bytes((int) (2 * LEAST_PART + 12_345));
        var place = place();

        var parts = new AtomicInteger();
        try (var witnessed = new S3Store(server.client(KEY, SECRET, counting(parts)), "media", "ours/", LEAST_PART)) {
            witnessed.put(place, file(bytes));
        }

        assertThat(parts).hasValue(3);
        try (var whole = store.read(place, 0, bytes.length)) {
            assertThat(whole.readAllBytes()).isEqualTo(bytes);
        }
        try (var across = store.read(place, LEAST_PART - 3, 6)) {
            assertThat(across.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, (int) LEAST_PART - 3, (int) LEAST_PART + 3));
        }
        assertThat(client.listMultipartUploads(what -> what.bucket("media")).uploads())
                .isEmpty();
    }

    @Test
    void the_store_of_an_address_keeps_media_under_its_prefix() throws IOException {
        var address = "s3://media/other/folder?path-style=true&region=us-east-1&endpoint=" + server.address();
        try (var other = MediaStore.at(address)) {
            var place = place();
            other.put(place, file(bytes(10)));

            assertThat(store.find(place)).isNull();
            assertThat(client.headObject(what -> what.bucket("media").key("other/folder/" + place))
                            .contentLength())
                    .isEqualTo(10);
            other.prove();
        }
    }

    @Test
    void a_bucket_that_is_not_there_is_told_with_its_name() {
        try (var absent = MediaStore.at("s3://nowhere?path-style=true&endpoint=" + server.address())) {
            assertThatThrownBy(absent::prove).satisfies(refusedFor("there is no bucket nowhere"));
            assertThatThrownBy(() -> absent.put(place(), file(bytes(10))))
                    .satisfies(refusedFor("there is no bucket nowhere"));
            assertThatThrownBy(() -> absent.read(place(), 0, 1)).satisfies(refusedFor("there is no bucket nowhere"));
            assertThatThrownBy(() -> absent.under(Place.clips(UUID.randomUUID())))
                    .satisfies(refusedFor("there is no bucket nowhere"));
        }
    }

    @Test
    void a_wrong_secret_is_refused_and_the_setting_is_named() {
        try (var stranger = new S3Store(server.client(KEY, "another secret"), "media", "ours/", LEAST_PART)) {
            assertThatThrownBy(stranger::prove)
                    .satisfies(refusedFor("AWS_SECRET_ACCESS_KEY"))
                    .hasMessageNotContaining("another secret");
            assertThatThrownBy(() -> stranger.find(place())).isInstanceOf(ShotwrightException.class);
        }
    }

    @Test
    void a_key_that_the_server_does_not_know_is_refused_and_the_setting_is_named() {
        try (var stranger = new S3Store(server.client("theirs", SECRET), "media", "ours/", LEAST_PART)) {
            assertThatThrownBy(stranger::prove).satisfies(refusedFor("AWS_ACCESS_KEY_ID"));
        }
    }

    private static ExecutionInterceptor counting(AtomicInteger parts) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof UploadPartRequest) {
                    parts.incrementAndGet();
                }
            }
        };
    }

    private static Consumer<Throwable> refusedFor(String reason) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(ShotwrightException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(ErrorCode.STORAGE_FAILED);
                    assertThat(fault.field()).isEqualTo("media");
                })
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:///prefix", "s3://bucket?colour=red", "s3://bucket?path-style=yes", "s3://bucket?region"})
    void an_address_with_what_is_not_known_is_refused(String address) {
        assertThatThrownBy(() -> MediaStore.at(address)).isInstanceOf(ShotwrightException.class);
    }
}
