package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that brought nothing, and may be repeated.
 *
 * @param retryAfter how long the hub wants to be left alone, or null where it says nothing
 * @param end what is thrown if no attempt is left
 */
record Failure(@Nullable Duration retryAfter, ShotwrightException end) {}
