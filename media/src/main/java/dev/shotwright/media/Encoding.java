package dev.shotwright.media;

/** Frames on their way into a hidden file or folder. */
interface Encoding extends AutoCloseable {

    void frame(int[] pixels);

    /** Writes what is still held back; the file is whole then. */
    void finish();

    @Override
    void close();
}
