/**
 * The command line: one class per command, progress on standard error, one JSON object on standard output where asked.
 * It turns words into a request, negotiates it, runs the model in this process and names what went wrong.
 */
@NullMarked
package dev.shotwright.cli;

import org.jspecify.annotations.NullMarked;
