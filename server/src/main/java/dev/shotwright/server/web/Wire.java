package dev.shotwright.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A record of a foreign dialect: its fields are written in snake_case, a {@link java.time.Instant} in seconds. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Wire {

    /** Whether fields that are absent are written as null. */
    boolean nulls();
}
