/**
 * Staging: a scene becomes, for each frame, a camera pose, placed figures, a setting with light and weather, and the truth about them.
 * It answers with pictures, lists of marks from back to front, and knows no style.
 */
@NullMarked
package dev.shotwright.world.stage;

import org.jspecify.annotations.NullMarked;
