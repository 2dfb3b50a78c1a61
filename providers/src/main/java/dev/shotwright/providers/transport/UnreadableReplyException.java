package dev.shotwright.providers.transport;

/** An answer that does not say what the vendor's documents promise. */
public class UnreadableReplyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableReplyException(String found) {
        super("the vendor's answer holds " + found);
    }

    UnreadableReplyException(String found, Throwable cause) {
        super("the vendor's answer holds " + found, cause);
    }
}
