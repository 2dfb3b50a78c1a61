/** Media behind signed links: clips and files, whole or in ranges. The link is the proof; whoever has it may read. */
@NullMarked
package dev.shotwright.server.media;

import org.jspecify.annotations.NullMarked;
