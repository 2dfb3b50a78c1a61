package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signed tokens that open one medium until a moment. Whoever has the token may read the medium, and nobody can make one for
 * another place or time: a token is the grant and its HMAC-SHA256 in base 64 for addresses.
 */
public final class Links {
    private static final int VERSION = 1;
    private static final int SIGNATURE = 32;
    private static final int LONGEST = 1000;

    private final KeyFile key;
    private final Clock clock;

    /**
     * What a token grants.
     *
     * @param type the media type to answer with, such as {@code video/mp4}
     * @param name of the file for people who save it
     * @param until whole seconds
     */
    public record Grant(Place place, String type, String name, Instant until) {}

    public Links(KeyFile key, Clock clock) {
        this.key = key.derive("links");
        this.clock = clock;
    }

    public String token(Grant grant) {
        try {
            var bytes = new ByteArrayOutputStream();
            var writer = new DataOutputStream(bytes);
            writer.writeByte(VERSION);
            writer.writeLong(grant.until().getEpochSecond());
            writer.writeUTF(grant.place().text());
            writer.writeUTF(grant.type());
            writer.writeUTF(grant.name());
            bytes.writeBytes(key.sign(bytes.toByteArray()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a token grants now.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} for a token that was not made here, and one that is over
     */
    public Grant open(String token) {
        if (token.length() > LONGEST) {
            throw unknown();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= SIGNATURE) {
                throw unknown();
            }
            var message = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
            var signature = Arrays.copyOfRange(bytes, message.length, bytes.length);
            if (!MessageDigest.isEqual(signature, key.sign(message))) {
                throw unknown();
            }
            var reader = new DataInputStream(new ByteArrayInputStream(message));
            if (reader.readByte() != VERSION) {
                throw unknown();
            }
            var until = Instant.ofEpochSecond(reader.readLong());
            if (!clock.instant().isBefore(until)) {
                throw new ShotwrightException(ErrorCode.NOT_FOUND, null, "the link is over since " + until);
            }
            return new Grant(new Place(reader.readUTF()), reader.readUTF(), reader.readUTF(), until);
        } catch (IllegalArgumentException | IOException e) {
            throw unknown();
        }
    }

    private static ShotwrightException unknown() {
        return new ShotwrightException(ErrorCode.NOT_FOUND, null, "there is no such link");
    }
}
