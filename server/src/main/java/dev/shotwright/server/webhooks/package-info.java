/** Receivers of events over HTTP, what became of each message to them, and the words in which they are told. */
@NullMarked
package dev.shotwright.server.webhooks;

import org.jspecify.annotations.NullMarked;
