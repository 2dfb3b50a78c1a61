package dev.shotwright.jobs;

/** What an id begins with outside the database, so that nobody takes one kind of thing for another. */
public enum Prefix {
    JOB("vid_"),
    BATCH("bat_"),
    ACCOUNT("acc_"),
    KEY("key_"),
    FILE("file_"),
    WEBHOOK("whk_"),
    DELIVERY("dlv_"),
    WORKER("wrk_"),
    OPENAI_VIDEO("video_"),
    ARK_TASK("cgt-");

    private final String text;

    Prefix(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
