/**
 * MiniMax's video generation: Hailuo and what came before it behind {@code /v1}, H3 behind {@code /v2}. The wire format is that of
 * the documents at platform.minimax.io as they were read in October 2026; they do not tell the shape of the list of tasks, nor of
 * the error in a task, so that every likely one is taken. Regeneration, prompts without a clip ({@code h3_context_ir}) and
 * uploads are not spoken; a file that was uploaded can be named by its {@code mm_file://} address.
 */
@NullMarked
package dev.shotwright.providers.minimax;

import org.jspecify.annotations.NullMarked;
