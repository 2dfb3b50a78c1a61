package dev.shotwright.providers.transport;

import java.time.Instant;
import java.util.List;

/** Proves to a vendor who asks. */
public interface Signature {

    /** The call with the headers that prove it. */
    Call signed(Call call, Instant now);

    /** What nobody may see: keys, and whatever can be used in their place. */
    List<String> secrets();

    /** A key that travels in a header, behind a word such as {@code Bearer}. */
    static Signature header(String name, String prefix, String key) {
        return new Signature() {
            @Override
            public Call signed(Call call, Instant now) {
                return call.with(name, prefix + key);
            }

            @Override
            public List<String> secrets() {
                return List.of(key);
            }
        };
    }
}
