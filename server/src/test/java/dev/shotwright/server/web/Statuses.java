package dev.shotwright.server.web;

import dev.shotwright.vocabulary.ErrorCode;
import java.util.Arrays;

/** The status by which each error is told. */
public final class Statuses {
    private Statuses() {}

    /** @param code as answers write it */
    public static int of(String code) {
        return Arrays.stream(ErrorCode.values())
                .filter(each -> each.word().equals(code))
                .mapToInt(Fault::status)
                .findFirst()
                .orElseThrow();
    }
}
