/**
 * The process that claims jobs and runs them: local models on threads of their own, hosted ones by asking their vendors.
 * It knows no web server, so that a crash of native code takes nobody else down, and leaves all that must last to the database.
 */
@NullMarked
package dev.shotwright.worker;

import org.jspecify.annotations.NullMarked;
