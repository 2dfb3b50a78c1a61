package dev.shotwright.server.ark;

import dev.shotwright.jobs.queue.Job;
import dev.shotwright.server.models.Catalog;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.web.Records;
import dev.shotwright.server.webhooks.CallbackWords;
import org.springframework.stereotype.Component;

/** What the callback address of a task is told: the task, as whoever asks for it sees it. */
@Component
final class ArkCallback implements CallbackWords {
    private final Gallery gallery;
    private final Catalog catalog;

    ArkCallback(Gallery gallery, Catalog catalog) {
        this.gallery = gallery;
        this.catalog = catalog;
    }

    @Override
    public String dialect() {
        return Speech.ARK.word();
    }

    @Override
    public String write(Job job) {
        return Records.text(ArkTask.of(job, catalog.nameFor(job.model(), "ark"), gallery.link(job)));
    }
}
