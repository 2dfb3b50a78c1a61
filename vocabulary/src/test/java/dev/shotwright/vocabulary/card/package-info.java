@NullMarked
package dev.shotwright.vocabulary.card;

import org.jspecify.annotations.NullMarked;
