package dev.shotwright.server.ark;

import dev.shotwright.server.web.Wire;
import org.jspecify.annotations.Nullable;

/** The name of a task that was accepted. */
@Wire(nulls = false)
record CreatedTask(String id, @Nullable String safetyIdentifier) {}
