package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;

/** What a progress line counts. */
enum Counted {
    FRAMES {
        @Override
        String of(long done, long total) {
            return " %d/%d frames".formatted(done, total);
        }

        @Override
        String briefly(long done, long total) {
            return "%d/%d ".formatted(done, total);
        }

        @Override
        String rate(double each) {
            return ", %.1f frames/s".formatted(each);
        }
    },
    /** Steps of a sampler, of which the one that is at work is told. */
    STEPS {
        @Override
        String of(long done, long total) {
            return " step %d of %d".formatted(Math.min(done + 1, total), total);
        }

        @Override
        String briefly(long done, long total) {
            return "%d/%d ".formatted(Math.min(done + 1, total), total);
        }

        @Override
        String rate(double each) {
            return ", %.1f s a step".formatted(1 / each);
        }
    },
    BYTES {
        @Override
        String of(long done, long total) {
            return " %s of %s".formatted(Bytes.text(done), Bytes.text(total));
        }

        @Override
        String briefly(long done, long total) {
            return "";
        }

        @Override
        String rate(double each) {
            return ", " + Bytes.text(Math.round(each)) + "/s";
        }
    },
    /** Parts that mean nothing to a person: their share alone is told. */
    SHARES {
        @Override
        String of(long done, long total) {
            return "";
        }

        @Override
        String briefly(long done, long total) {
            return "";
        }

        @Override
        String rate(double each) {
            return "";
        }
    };

    /** What is counted in a phase of a model. */
    static Counted in(String phase) {
        return switch (phase) {
            case "denoise" -> STEPS;
            case "text" -> SHARES;
            default -> FRAMES;
        };
    }

    /** How far it has come, behind the phase. */
    abstract String of(long done, long total);

    /** The same where there is little room. */
    abstract String briefly(long done, long total);

    /** How much comes in a second. */
    abstract String rate(double each);
}
