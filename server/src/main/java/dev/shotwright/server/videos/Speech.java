package dev.shotwright.server.videos;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.vocabulary.Spelled;
import java.util.UUID;

/** The dialects in which jobs are asked for, and what a job is called in each. */
public enum Speech implements Spelled {
    NATIVE("native", Prefix.JOB),
    OPENAI("openai", Prefix.OPENAI_VIDEO),
    ARK("ark", Prefix.ARK_TASK);

    private final String word;
    private final Prefix prefix;

    Speech(String word, Prefix prefix) {
        this.word = word;
        this.prefix = prefix;
    }

    @Override
    public String word() {
        return word;
    }

    /** A job's id in this dialect. */
    public String write(UUID job) {
        return Ids.write(prefix, job);
    }

    /** The job of an id in this dialect; nothing is found under what is no such id. */
    public UUID read(String field, String text) {
        return Ids.read(prefix, field, text);
    }
}
