package dev.shotwright.jobs.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends MediaStoreBehaviour {
    private static final long LEAST_PART = 5L << 20;

    private static S3MockApplication server;
    private static S3Client client;
    private static S3Store store;

    @BeforeAll
    static void start() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        server = S3MockApplication.start(new HashMap<>(Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true)));
        System.setProperty("aws.accessKeyId", "key");
        System.setProperty("aws.secretAccessKey", "secret");
        client = S3Client.builder()
                .endpointOverride(endpoint())
                .forcePathStyle(true)
                .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                .build();
        client.createBucket(bucket -> bucket.bucket("media"));
        store = new S3Store(client, "media", "ours/", LEAST_PART);
    }

    @AfterAll
    static void stop() {
        store.close();
        server.stop();
    }

    /** Its makers would rather see it in a process of its own; in this one it stops with the tests. */
    @SuppressWarnings("deprecation")
    private static URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getHttpPort());
    }

    @Override
    MediaStore store() {
        return store;
    }

    @Test
    void a_large_medium_goes_in_parts_and_comes_whole() throws IOException {
        var bytes = bytes((int) (2 * LEAST_PART + 12_345));
        var place = place();

        store.put(place, file(bytes));

        var tag = client.headObject(what -> what.bucket("media").key("ours/" + place))
                .eTag();
        assertThat(tag).as("an entity tag of three parts").endsWith("-3\"");
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
        var address = "s3://media/other/folder?path-style=true&region=us-east-1&endpoint=" + endpoint();
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
    void a_bucket_that_is_not_there_is_named_in_the_fault() {
        try (var absent = MediaStore.at("s3://nowhere?path-style=true&endpoint=" + endpoint())) {
            assertThatThrownBy(absent::prove)
                    .isInstanceOfSatisfying(
                            ShotwrightException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.STORAGE_FAILED))
                    .hasMessageContaining("nowhere");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:///prefix", "s3://bucket?colour=red", "s3://bucket?path-style=yes", "s3://bucket?region"})
    void an_address_with_what_is_not_known_is_refused(String address) {
        assertThatThrownBy(() -> MediaStore.at(address)).isInstanceOf(ShotwrightException.class);
    }
}
