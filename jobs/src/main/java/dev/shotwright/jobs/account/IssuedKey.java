package dev.shotwright.jobs.account;

/** A new key with its text, which nobody can read again. */
public record IssuedKey(Key key, String text) {

    @Override
    public String toString() {
        return key.toString();
    }
}
