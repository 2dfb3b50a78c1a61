/**
 * The dialect of OpenAI's videos, so that its official clients work against this service.
 * It is a translation and nothing more: requests become {@code VideoRequest}s, jobs become videos.
 */
@NullMarked
package dev.shotwright.server.openai;

import org.jspecify.annotations.NullMarked;
