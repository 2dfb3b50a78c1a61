package dev.shotwright.server.web;

import dev.shotwright.jobs.account.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The scope that a key must have for an endpoint. Every endpoint has this or {@link Open}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Scope value();
}
