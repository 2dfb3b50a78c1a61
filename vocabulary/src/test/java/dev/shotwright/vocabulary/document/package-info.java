@NullMarked
package dev.shotwright.vocabulary.document;

import org.jspecify.annotations.NullMarked;
