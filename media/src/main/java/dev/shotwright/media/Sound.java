package dev.shotwright.media;

/** Sound that is read from its beginning to its end: two channels, 48,000 samples a second. */
interface Sound extends AutoCloseable {
    int RATE = 48_000;
    int CHANNELS = 2;

    /**
     * Reads on.
     *
     * @param samples takes left and right in turns, −1 to 1
     * @param count how many samples of each channel are wanted
     * @return how many came: fewer than wanted only at the end
     */
    int read(float[] samples, int count);

    @Override
    void close();
}
