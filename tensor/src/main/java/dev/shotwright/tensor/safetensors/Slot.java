package dev.shotwright.tensor.safetensors;

/** The place of one tensor in a file, in bytes counted from the end of the header. */
record Slot(TensorForm form, long begin, long end) {
    long bytes() {
        return end - begin;
    }
}
