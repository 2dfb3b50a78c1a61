/** Files of accounts over HTTP: sent whole or in appends that go on where the last one was cut, known again by their hash. */
@NullMarked
package dev.shotwright.server.files;

import org.jspecify.annotations.NullMarked;
