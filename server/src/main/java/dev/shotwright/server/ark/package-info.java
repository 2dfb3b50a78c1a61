/**
 * The dialect of Volcano Engine Ark's content generation tasks, so that its official clients work against this service.
 * It is a translation and nothing more: requests become {@code VideoRequest}s, jobs become tasks.
 */
@NullMarked
package dev.shotwright.server.ark;

import org.jspecify.annotations.NullMarked;
