/**
 * The model {@code previz}: a request becomes a scene, is staged, painted and handed to a clip sink.
 * It is a drawn previsualisation, never a generated video, and says so.
 */
@NullMarked
package dev.shotwright.world.previz;

import org.jspecify.annotations.NullMarked;
