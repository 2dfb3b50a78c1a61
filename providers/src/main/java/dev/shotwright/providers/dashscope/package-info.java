/**
 * Alibaba's DashScope, which draws with Wan. The wire format is that of the official Java SDK's sources (dashscope-sdk-java,
 * {@code aigc/videosynthesis}) and of the vendor's pages; for sounds as references the sources disagree, and each generation is
 * given the word that its own page has. Clips of speech ({@code s2v}) are not among the models here.
 */
@NullMarked
package dev.shotwright.providers.dashscope;

import org.jspecify.annotations.NullMarked;
