package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/** A question that a vendor did not answer. */
public class VendorException extends ShotwrightException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public VendorException(Failure failure) {
        super(
                failure.retry() == Retry.SAFE ? ErrorCode.NETWORK_FAILED : ErrorCode.REFUSED,
                failure.code() == FailureCode.AUTHENTICATION ? "key" : null,
                failure.message());
        this.failure = failure;
    }

    /** Why, and whether it may be asked again. */
    public Failure failure() {
        return failure;
    }
}
