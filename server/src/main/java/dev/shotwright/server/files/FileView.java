package dev.shotwright.server.files;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.storage.StoredFile;
import dev.shotwright.jobs.storage.Upload;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.request.MediaFacts;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that an account uploads or has uploaded.
 *
 * @param id what a request names as the source of a medium
 * @param received how many of its bytes have come
 * @param sha256 64 hexadecimal digits
 * @param type as its first bytes tell it
 * @param facts what a worker has found in it, once one has looked
 * @param url where it can be fetched, for an hour
 * @param expires when it is removed unless it is used or uploaded again
 */
record FileView(
        String id,
        State state,
        long bytes,
        long received,
        @Nullable String sha256,
        @Nullable String type,
        @Nullable String name,
        @Nullable MediaFacts facts,
        @Nullable URI url,
        Instant created,
        @Nullable Instant expires) {

    /** Whether all of it is there. */
    enum State implements Spelled {
        OPEN("open"),
        COMPLETE("complete");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    static FileView of(Upload upload) {
        return new FileView(
                Ids.write(Prefix.FILE, upload.id()),
                State.OPEN,
                upload.wish().bytes(),
                upload.received(),
                upload.wish().sha256(),
                null,
                upload.wish().name(),
                null,
                null,
                upload.created(),
                null);
    }

    static FileView of(StoredFile file, @Nullable URI url) {
        return new FileView(
                Ids.write(Prefix.FILE, file.id()),
                State.COMPLETE,
                file.bytes(),
                file.bytes(),
                file.sha256(),
                file.type(),
                file.name(),
                file.facts(),
                url,
                file.created(),
                file.expires());
    }
}
