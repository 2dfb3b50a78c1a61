package dev.shotwright.tensor.weights;

import dev.shotwright.tensor.DataType;
import dev.shotwright.vocabulary.ShotwrightException;

/** Where the parameters of a loaded model are held. */
public sealed interface Residency {

    /** In the mapped file, of which the system keeps in memory what it likes. */
    record Mapped() implements Residency {}

    /** In the mapped file, of which a part is dropped from memory as soon as it has been used. */
    record Streamed() implements Residency {}

    /**
     * In memory of their own.
     *
     * @param largest a type that wider parameters are converted to, but for those that a model wants exactly
     */
    record Resident(DataType largest) implements Residency {
        public Resident {
            if (!largest.floating()) {
                throw ShotwrightException.invalid("largest", largest.word(), "a floating type");
            }
        }
    }

    static Residency mapped() {
        return new Mapped();
    }

    static Residency streamed() {
        return new Streamed();
    }

    static Residency resident(DataType largest) {
        return new Resident(largest);
    }
}
