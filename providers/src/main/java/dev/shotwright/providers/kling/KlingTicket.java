package dev.shotwright.providers.kling;

import org.jspecify.annotations.Nullable;

/**
 * A draw's name: {@code 87…}, {@code text2video/87…} for one of the first interface, and {@code +watermark} behind it where the
 * marked clip was asked for, since the vendor gives both.
 *
 * @param kind the path of the first interface that the draw is asked at; null where it is not known or needed
 */
record KlingTicket(@Nullable String kind, String id, boolean marked) {
    private static final String MARK = "+watermark";

    static KlingTicket parse(String text) {
        var marked = text.endsWith(MARK);
        var name = marked ? text.substring(0, text.length() - MARK.length()) : text;
        var slash = name.lastIndexOf('/');
        return new KlingTicket(slash < 0 ? null : name.substring(0, slash), name.substring(slash + 1), marked);
    }

    @Override
    public String toString() {
        return (kind == null ? "" : kind + "/") + id + (marked ? MARK : "");
    }
}
