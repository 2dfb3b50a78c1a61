package dev.shotwright.vocabulary;

/** A look that a whole shot is drawn in. */
public enum Style implements Spelled {
    NATURAL("natural"),
    BLACK_AND_WHITE("black-and-white"),
    ANIMATION_3D("3d-animation"),
    ANIMATION_2D("2d-animation"),
    CHINESE_PAINTING("chinese-painting"),
    WATERCOLOUR("watercolour"),
    GOUACHE("gouache");

    private final String word;

    Style(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
