package dev.shotwright.engine.hub;

/** Amounts of bytes as people read them. */
public final class Bytes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** For example {@code 5.7 GB}; 1 kB is 1000 bytes, as on disks. */
    public static String text(long bytes) {
        var amount = (double) bytes;
        var unit = 0;
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : "%.1f %s".formatted(amount, UNITS[unit]);
    }
}
