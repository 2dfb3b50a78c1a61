@NullMarked
package dev.shotwright.vocabulary.request;

import org.jspecify.annotations.NullMarked;
