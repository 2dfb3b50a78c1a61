/**
 * The parser from free prompts in Chinese and English to a scene.
 * Its lexicons are data; an unknown noun becomes a labelled stand-in and an unknown word is listed.
 */
@NullMarked
package dev.shotwright.world.prompt;

import org.jspecify.annotations.NullMarked;
