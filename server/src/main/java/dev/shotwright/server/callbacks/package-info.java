/** What vendors call when a draw has changed. A call only wakes whoever asks about the draw; it decides nothing. */
@NullMarked
package dev.shotwright.server.callbacks;

import org.jspecify.annotations.NullMarked;
