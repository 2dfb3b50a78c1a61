package dev.shotwright.fakes;

/**
 * The name of an error that begins with a status of HTTP, taken apart.
 *
 * @param code what the vendor calls it
 */
record Told(int status, String code) {

    /** @param name such as {@code 429 QuotaExceeded} */
    static Told of(String name) {
        var space = name.indexOf(' ');
        return new Told(Integer.parseInt(name.substring(0, space)), name.substring(space + 1));
    }

    /** The code of a vendor that counts its errors. */
    int number() {
        return Integer.parseInt(code);
    }
}
