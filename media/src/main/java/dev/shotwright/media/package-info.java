/**
 * Files with moving pictures, stills and sound, read and written through FFmpeg.
 * A file is refused before it can cost more memory, time or trust than its {@code Limits} allow, and appears whole or not at all.
 */
@NullMarked
package dev.shotwright.media;

import org.jspecify.annotations.NullMarked;
