package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.webhook.Letter;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.vocabulary.document.Documents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that tell all of a job: as the native API shows it, or to a callback address as the request's own dialect does. Of
 * a job that is deleted the message tells the id alone.
 */
final class Letters implements Letter {
    private final Gallery gallery;
    private final List<CallbackWords> dialects;

    Letters(Gallery gallery, List<CallbackWords> dialects) {
        this.gallery = gallery;
        this.dialects = List.copyOf(dialects);
    }

    @Override
    public String write(Occasion occasion) {
        var job = job(occasion);
        if (job == null) {
            return Letter.thin().write(occasion);
        }
        if (occasion.address() == Address.CALLBACK) {
            for (var dialect : dialects) {
                if (dialect.dialect().equals(occasion.dialect())) {
                    return dialect.write(job);
                }
            }
        }
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(
                        occasion.event().word(), occasion.at(), Documents.json().write(gallery.video(job)));
    }

    private @Nullable Job job(Occasion occasion) {
        if (occasion.job() == null) {
            return null;
        }
        var found = gallery.jobs(List.of(occasion.job()));
        return found.isEmpty() ? null : found.getFirst();
    }
}
