package dev.shotwright.server.videos;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.vocabulary.Spelled;
import java.util.UUID;

/** The dialects in which jobs are asked for, and what a job is called in each. */
public enum Speech implements Spelled {
    NATIVE("native", Prefix.JOB, "callback"),
    OPENAI("openai", Prefix.OPENAI_VIDEO, "callback"),
    ARK("ark", Prefix.ARK_TASK, "callback_url");

    private final String word;
    private final Prefix prefix;
    private final String callback;

    Speech(String word, Prefix prefix, String callback) {
        this.word = word;
        this.prefix = prefix;
        this.callback = callback;
    }

    /** The field of a request that names the address that is told how it stands. */
    public String callback() {
        return callback;
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
