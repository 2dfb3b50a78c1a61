@NullMarked
package dev.shotwright.vocabulary.model;

import org.jspecify.annotations.NullMarked;
