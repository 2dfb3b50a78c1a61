/**
 * SiliconFlow's videos. The wire format is that of the vendor's pages {@code videos_submit} and {@code get_videos_status}; the
 * older models that these name no longer have no cards.
 */
@NullMarked
package dev.shotwright.providers.siliconflow;

import org.jspecify.annotations.NullMarked;
