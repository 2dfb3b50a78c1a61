package dev.shotwright.jobs.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The text of a key: {@code sw_}, six letters that tell keys apart, and 40 that prove it (238 random bits). */
record KeyText(String text) {
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern SPELLING = Pattern.compile("sw_[0-9A-Za-z]{6}_[0-9A-Za-z]{40}");
    private static final int PREFIX = "sw_123456".length();

    static KeyText random(RandomGenerator random) {
        return new KeyText("sw_" + letters(random, 6) + "_" + letters(random, 40));
    }

    boolean wellFormed() {
        return SPELLING.matcher(text).matches();
    }

    String prefix() {
        return text.substring(0, PREFIX);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException fault) {
            throw new IllegalStateException("SHA-256 is missing", fault);
        }
    }

    private static String letters(RandomGenerator random, int count) {
        var letters = new StringBuilder(count);
        for (var i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    @Override
    public String toString() {
        return wellFormed() ? prefix() + "_…" : "no key";
    }
}
