package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.Spelled;

/** A picture of a clip, which lies beside it: to look at where the clip itself need not be fetched. */
public enum Still implements Spelled {
    /** Its first picture, made smaller. */
    THUMBNAIL("thumbnail.png"),
    /** Pictures from its first to its last, each with its time code. */
    SHEET("sheet.png");

    public static final String TYPE = "image/png";

    private final String ending;

    Still(String ending) {
        this.ending = ending;
    }

    @Override
    public String word() {
        return ending.substring(0, ending.indexOf('.'));
    }

    public String ending() {
        return ending;
    }

    /** Where it lies. */
    public Place of(Place clip) {
        var name = clip.text();
        return new Place(name.substring(0, name.lastIndexOf('.') + 1) + ending);
    }
}
