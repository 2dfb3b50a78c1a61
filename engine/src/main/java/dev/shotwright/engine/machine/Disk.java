package dev.shotwright.engine.machine;

/**
 * How fast a disk is, in megabytes a second.
 *
 * @param written of a file, until it was synced
 * @param read of the same file
 */
public record Disk(double written, double read, Reading reading) {

    /** Where the bytes came from that were read. */
    public enum Reading {
        /** From the disk: the system was told to forget the file. */
        UNCACHED,
        /** From the system's memory, since it cannot be told to forget: no measure of the disk. */
        CACHED
    }
}
