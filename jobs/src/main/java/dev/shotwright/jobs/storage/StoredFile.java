package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.request.MediaFacts;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A medium that an account has uploaded.
 *
 * @param sha256 64 hexadecimal digits
 * @param type as its first bytes tell it, such as {@code image/png}
 * @param name as the uploader called it
 * @param facts absent until a worker has looked into it
 */
public record StoredFile(
        UUID id,
        UUID account,
        String sha256,
        long bytes,
        String type,
        @Nullable String name,
        @Nullable MediaFacts facts,
        Place place,
        Instant created,
        Instant expires) {}
