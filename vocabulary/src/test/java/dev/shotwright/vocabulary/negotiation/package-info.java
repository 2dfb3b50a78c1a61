@NullMarked
package dev.shotwright.vocabulary.negotiation;

import org.jspecify.annotations.NullMarked;
