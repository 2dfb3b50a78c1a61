/**
 * The dialect of OpenAI's videos, which other servers speak on after OpenAI closed its own service on 2026-09-24. The wire format
 * is that of the official Java SDK's sources (openai-java, {@code models/videos}); that servers add a status or an address of the
 * clip is borne with, and what the dialect has no field for travels as an option.
 */
@NullMarked
package dev.shotwright.providers.openai;

import org.jspecify.annotations.NullMarked;
