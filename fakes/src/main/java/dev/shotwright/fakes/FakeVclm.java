package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tencent Cloud's VCLM: signed actions at one address, which refuse with the status of success. */
public final class FakeVclm extends FakeVendor {
    private static final String ID = "AKIDvclm7c01";
    private static final String SECRET = "vclm-secret-44d0b9";
    private static final String SUBMIT = "SubmitHunyuanToVideoJob";
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "TC3-HMAC-SHA256 Credential=([^/]+)/([0-9-]{10})/vclm/tc3_request, ?SignedHeaders=([a-z0-9;-]+),"
                    + " ?Signature=([0-9a-f]{64})");

    @Override
    public String name() {
        return "tencent-vclm";
    }

    @Override
    public List<String> keys() {
        return List.of(ID, SECRET);
    }

    @Override
    protected String root() {
        return "";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("AuthFailure.SignatureFailure", "authentication"),
                Fault.atSubmission("AuthFailure.UnauthorizedOperation", "permission"),
                Fault.atSubmission("UnauthorizedOperation", "permission"),
                Fault.atSubmission("InvalidParameter", "invalid-request"),
                Fault.atSubmission("InvalidParameterValue.ParameterValueError", "invalid-request"),
                Fault.atSubmission("InvalidParameterValue.InvalidImageSize", "unreadable-media"),
                Fault.atSubmission("MissingParameter", "invalid-request"),
                Fault.atSubmission("UnsupportedOperation", "invalid-request"),
                Fault.atSubmission("OperationDenied", "permission"),
                Fault.atSubmission("FailedOperation.ModerationFailed", "policy-input"),
                Fault.atSubmission("FailedOperation.ImageDownloadError", "unreadable-media"),
                Fault.atSubmission("FailedOperation.JobQueueFull", "overloaded"),
                Fault.atSubmission("RequestLimitExceeded", "rate-limited"),
                Fault.atSubmission("RequestLimitExceeded.JobNumExceed", "concurrency-limited"),
                Fault.atSubmission("LimitExceeded", "quota-exhausted"),
                Fault.atSubmission("ResourceInsufficient", "insufficient-balance"),
                Fault.atSubmission("ResourceUnavailable.NotExist", "insufficient-balance"),
                Fault.atSubmission("ResourcesSoldOut.ChargeStatusException", "insufficient-balance"),
                Fault.atSubmission("InternalError", "internal"),
                Fault.atSubmission("FailedOperation.RequestTimeout", "timeout"),
                Fault.inTask("FailedOperation.ModerationFailed", "policy-input"),
                Fault.inTask("FailedOperation.ImageDecodeFailed", "unreadable-media"),
                Fault.inTask("FailedOperation.InnerError", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.header("X-TC-Action").equals(SUBMIT);
    }

    @Override
    protected Answer answer(Question question) {
        var wrong = wrong(question);
        if (wrong != null) {
            return error("AuthFailure." + wrong, "The signature is not accepted.");
        }
        if (!question.header("X-TC-Version").equals("2024-05-23")) {
            return error("InvalidParameter", "no such version");
        }
        if (!question.header("X-TC-Region").equals("ap-guangzhou")) {
            return error("UnsupportedRegion", "no such region");
        }
        return switch (question.header("X-TC-Action")) {
            case SUBMIT -> submit(question.fields());
            case "DescribeHunyuanToVideoJob" -> describe(question.fields());
            default -> error("InvalidAction", "no such action");
        };
    }

    /** What is wrong with a signature, or null if nothing is. */
    private static @Nullable String wrong(Question question) {
        var matcher = AUTHORIZATION.matcher(question.header("Authorization"));
        var time = question.header("X-TC-Timestamp");
        if (!question.method().equals("POST") || !matcher.matches() || !time.matches("\\d{1,12}")) {
            return "InvalidAuthorization";
        }
        var at = Instant.ofEpochSecond(Long.parseLong(time));
        if (Duration.between(at, Instant.now()).abs().compareTo(CLOCKS_DIFFER) > 0) {
            return "SignatureExpire";
        }
        if (!matcher.group(1).equals(ID)) {
            return "SecretIdNotFound";
        }
        var names = List.of(matcher.group(3).split(";", -1));
        if (!names.contains("content-type")
                || !names.contains("host")
                || !matcher.group(2)
                        .equals(at.atOffset(ZoneOffset.UTC).toLocalDate().toString())) {
            return "SignatureFailure";
        }
        var headers = names.stream()
                .map(name -> name + ":" + question.header(name).strip().toLowerCase(Locale.ROOT) + "\n")
                .collect(Collectors.joining());
        var canonical = Stream.of("POST", "/", question.query(), headers, matcher.group(3), hash(question.text()))
                .collect(Collectors.joining("\n"));
        var scope = matcher.group(2) + "/vclm/tc3_request";
        var key = hmac(
                hmac(hmac(("TC3" + SECRET).getBytes(StandardCharsets.UTF_8), matcher.group(2)), "vclm"), "tc3_request");
        var text = String.join("\n", "TC3-HMAC-SHA256", time, scope, hash(canonical));
        return HexFormat.of().formatHex(hmac(key, text)).equals(matcher.group(4)) ? null : "SignatureFailure";
    }

    private static String hash(String text) {
        return Seen.fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer submit(Fields fields) {
        var seen = new Seen();
        seen.put("prompt", fields.text("Prompt", 200));
        var image = fields.object("Image");
        if (image != null) {
            if (image.has("Url") == image.has("Base64")) {
                throw new Refusal("Image", "is neither an address nor Base64");
            }
            seen.put(
                    "firstFrame",
                    image.has("Url")
                            ? image.matching("Url", "https?://.+")
                            : Seen.base64("Image.Base64", image.requiredText("Base64", 8 << 20)));
            image.end();
        } else if (!seen.words().containsKey("prompt")) {
            throw new Refusal("Prompt", "is missing");
        }
        seen.put("resolution", fields.oneOf("Resolution", "720p"));
        var logo = fields.integer("LogoAdd", 0, 1);
        seen.put("watermark", logo == null ? null : (Boolean) (logo == 1));
        fields.any("LogoParam");
        fields.end();
        return response(JsonNodeFactory.instance
                .objectNode()
                .put("JobId", accept("13100", seen).id()));
    }

    private Answer describe(Fields fields) {
        var task = task(fields.requiredText("JobId", 100));
        fields.end();
        if (task == null) {
            return error("FailedOperation.JobNotExist", "The job does not exist.");
        }
        var state = task.asked();
        var job = JsonNodeFactory.instance.objectNode().put("Status", word(state));
        var failed = state == FakeTask.State.FAILED;
        job.put("ErrorCode", failed ? Objects.requireNonNull(task.fault()) : "");
        job.put("ErrorMessage", failed ? "As documented." : "");
        job.put("ResultVideoUrl", state == FakeTask.State.SUCCEEDED ? clips().address(task.id()) : "");
        return response(job);
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "WAIT";
            case RUNNING -> "RUN";
            case SUCCEEDED -> "DONE";
            case FAILED, CANCELLED -> "FAIL";
        };
    }

    private static Answer response(ObjectNode inner) {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("Response", inner.put("RequestId", "f6e7b3a1"));
        return Answer.json(200, answer);
    }

    private static Answer error(String code, String message) {
        var inner = JsonNodeFactory.instance.objectNode();
        inner.putObject("Error").put("Code", code).put("Message", message);
        return response(inner);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error("InvalidParameter", "The parameter " + refusal.getMessage());
    }

    @Override
    protected Answer fault(String name) {
        return error(name, "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error("RequestLimitExceeded", "Too many requests.");
    }

    @Override
    protected Answer overloaded() {
        return error("InternalError", "Come back later.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"Status\":\"\\w+\"", "\"Status\":\"PONDER\""));
    }
}
