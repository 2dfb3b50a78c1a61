package dev.shotwright.server.web;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error of the native API, as {@code application/problem+json} (RFC 9457) has it.
 *
 * @param type an address that names the code
 * @param title the code in words
 * @param detail one sentence that names the field, what was given, and what is accepted
 * @param code one word of Shotwright's list
 * @param field the field at fault, as the request spells it
 * @param given what it was
 * @param accepted what it may be
 * @param request the id under which the service's log knows more
 * @param facts figures that belong to the code, such as what is left of a quota
 */
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable String field,
        @Nullable String given,
        @Nullable String accepted,
        String request,
        Map<String, Object> facts) {}
