package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.vclm.v20240523.VclmClient;
import com.tencentcloudapi.vclm.v20240523.models.DescribeHunyuanToVideoJobRequest;
import com.tencentcloudapi.vclm.v20240523.models.DescribeHunyuanToVideoJobResponse;
import com.tencentcloudapi.vclm.v20240523.models.Image;
import com.tencentcloudapi.vclm.v20240523.models.SubmitHunyuanToVideoJobRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tencent Cloud's own Java client, unmodified, at our fake, which checks its signatures. It takes the name of the service that it
 * signs for from that of the host, and so it comes by way of a proxy, which is the fake.
 */
class TencentClientTest {
    private FakeVclm fake;
    private VclmClient client;

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeVclm());
        client = client(fake.keys().getLast());
    }

    private VclmClient client(String secret) {
        var http = new HttpProfile();
        http.setProtocol("http://");
        http.setEndpoint("vclm.tencentcloudapi.com");
        http.setProxyHost(fake.address().getHost());
        http.setProxyPort(fake.address().getPort());
        var profile = new ClientProfile();
        profile.setHttpProfile(http);
        return new VclmClient(new Credential(fake.keys().getFirst(), secret), "ap-guangzhou", profile);
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static SubmitHunyuanToVideoJobRequest fox() {
        var request = new SubmitHunyuanToVideoJobRequest();
        request.setPrompt("a fox in 雪");
        request.setResolution("720p");
        request.setLogoAdd(0L);
        return request;
    }

    private DescribeHunyuanToVideoJobResponse job(String id) throws TencentCloudSDKException {
        var request = new DescribeHunyuanToVideoJobRequest();
        request.setJobId(id);
        return client.DescribeHunyuanToVideoJob(request);
    }

    @Test
    void a_job_is_submitted_and_asked_about_until_it_is_done() throws TencentCloudSDKException {
        var request = fox();
        var image = new Image();
        image.setUrl("https://example.org/a.png");
        request.setImage(image);
        var id = client.SubmitHunyuanToVideoJob(request).getJobId();
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("prompt", "a fox in 雪")
                .containsEntry("firstFrame", "https://example.org/a.png")
                .containsEntry("resolution", "720p")
                .containsEntry("watermark", "off");
        var job = job(id);
        assertThat(job.getStatus()).isEqualTo("WAIT");
        while (!job.getStatus().equals("DONE")) {
            job = job(id);
        }
        assertThat(job.getResultVideoUrl()).isEqualTo(fake.clips().address(id));
    }

    @Test
    void a_failed_job_tells_why() throws TencentCloudSDKException {
        fake.failNext("FailedOperation.ModerationFailed");
        var id = client.SubmitHunyuanToVideoJob(fox()).getJobId();
        var job = job(id);
        while (!job.getStatus().equals("FAIL")) {
            job = job(id);
        }
        assertThat(job.getErrorCode()).isEqualTo("FailedOperation.ModerationFailed");
    }

    @Test
    void a_wrong_secret_and_an_unknown_job_are_refused() {
        var other = client("wrong");
        assertThatThrownBy(() -> other.SubmitHunyuanToVideoJob(fox()))
                .isInstanceOfSatisfying(
                        TencentCloudSDKException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("AuthFailure.SignatureFailure"));
        assertThatThrownBy(() -> job("0"))
                .isInstanceOfSatisfying(
                        TencentCloudSDKException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("FailedOperation.JobNotExist"));
    }
}
