/**
 * The universal request for video and its answer: records, sealed types and their JSON and YAML.
 * Everything above speaks it; it reads no files, draws nothing and calls nobody.
 */
@NullMarked
package dev.shotwright.vocabulary;

import org.jspecify.annotations.NullMarked;
