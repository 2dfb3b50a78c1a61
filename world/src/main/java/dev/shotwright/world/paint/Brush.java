package dev.shotwright.world.paint;

/** What colours the pixels that an outline covers, row by row. */
@FunctionalInterface
interface Brush {

    /**
     * Paints a part of a row.
     *
     * @param coverage by column, from {@code from} to before {@code to}: how much of the pixel is covered, 0 to 256
     */
    void row(int y, int from, int to, int[] coverage);
}
