package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;

/** What a progress line counts. */
enum Counted {
    FRAMES {
        @Override
        String of(long done, long total) {
            return "%d/%d frames".formatted(done, total);
        }

        @Override
        String rate(double each) {
            return "%.1f frames/s".formatted(each);
        }
    },
    BYTES {
        @Override
        String of(long done, long total) {
            return "%s of %s".formatted(Bytes.text(done), Bytes.text(total));
        }

        @Override
        String rate(double each) {
            return Bytes.text(Math.round(each)) + "/s";
        }
    };

    /** How far it has come. */
    abstract String of(long done, long total);

    /** How much comes in a second. */
    abstract String rate(double each);
}
