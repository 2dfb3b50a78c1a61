package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why S3 did not do what it was asked for, told by the setting that a person would change; neither keys nor secrets are told. */
final class S3Fault {
    private static final int LONGEST = 200;

    private S3Fault() {}

    static ShotwrightException of(SdkException fault, String bucket, Place place) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "media",
                "the bucket %s does not do what is asked for %s: %s".formatted(bucket, place, reason(fault, bucket)),
                fault);
    }

    private static String reason(SdkException fault, String bucket) {
        if (!(fault instanceof AwsServiceException answer)) {
            var said = String.valueOf(fault.getMessage());
            return said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
        }
        return switch (code(answer.awsErrorDetails())) {
            case "NoSuchBucket" -> "there is no bucket %s; make it, or name another in media".formatted(bucket);
            case "SignatureDoesNotMatch" ->
                "AWS_SECRET_ACCESS_KEY is not the secret of AWS_ACCESS_KEY_ID, or something between changes the"
                        + " requests";
            case "InvalidAccessKeyId" -> "AWS_ACCESS_KEY_ID is not known there";
            case "InvalidToken", "ExpiredToken" -> "AWS_SESSION_TOKEN is wrong or over";
            case "AccessDenied", "AllAccessDisabled" ->
                "the key of AWS_ACCESS_KEY_ID may not do this; it needs s3:PutObject, s3:GetObject, s3:DeleteObject,"
                        + " s3:ListBucket and s3:AbortMultipartUpload";
            case "RequestTimeTooSkewed" -> "the clock of this machine is too far from its own";
            case "AuthorizationHeaderMalformed", "PermanentRedirect" ->
                "it lies in another region; name it with region=… in media";
            default -> "it answers %d%s".formatted(answer.statusCode(), words(answer.awsErrorDetails()));
        };
    }

    private static String code(@Nullable AwsErrorDetails details) {
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static String words(@Nullable AwsErrorDetails details) {
        var code = code(details);
        return code.isEmpty() ? "" : " " + code;
    }
}
