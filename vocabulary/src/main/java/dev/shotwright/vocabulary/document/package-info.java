/**
 * The text form of every record: strict JSON and YAML, read and written by Jackson.
 * Each error names the field by its path, its line, what was given and what is accepted.
 */
@NullMarked
package dev.shotwright.vocabulary.document;

import org.jspecify.annotations.NullMarked;
