/**
 * Media on their way to a vendor: read from the user's files, checked, converted where the vendor takes another format, and
 * written as the vendor wants them.
 */
@NullMarked
package dev.shotwright.providers.enclosure;

import org.jspecify.annotations.NullMarked;
