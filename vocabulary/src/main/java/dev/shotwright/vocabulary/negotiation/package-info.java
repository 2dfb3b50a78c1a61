/**
 * A request against a card: accepted, adapted with a notice per change, or refused with a reason per field.
 * One small rule per dimension; none of them drops or rounds anything in silence.
 */
@NullMarked
package dev.shotwright.vocabulary.negotiation;

import org.jspecify.annotations.NullMarked;
