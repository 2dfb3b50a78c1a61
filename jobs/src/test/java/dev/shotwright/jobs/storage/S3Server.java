package dev.shotwright.jobs.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server of S3 on loopback that keeps its objects in a folder and checks the signature (version 4) of every request. */
final class S3Server {
    private final BlobStoreContext objects;
    private final S3Proxy server;

    private S3Server(BlobStoreContext objects, S3Proxy server) {
        this.objects = objects;
        this.server = server;
    }

    static S3Server start(Path folder, String key, String secret) throws Exception {
        var settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", folder.toString());
        var objects = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("nobody", "nothing")
                .overrides(settings)
                .build(BlobStoreContext.class);
        var server = S3Proxy.builder()
                .blobStore(objects.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, key, secret)
                .build();
        server.start();
        return new S3Server(objects, server);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A client that sends as {@link S3Store#at} has it send. */
    S3Client client(String key, String secret, ExecutionInterceptor... witnesses) {
        return S3Client.builder()
                .endpointOverride(address())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .overrideConfiguration(each -> each.executionInterceptors(List.of(witnesses)))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }

    void stop() throws Exception {
        server.stop();
        objects.close();
    }
}
