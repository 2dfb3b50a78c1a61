/**
 * Volcano Engine Ark's content generation: Seedance and its kin. The wire format is that of the official SDKs' sources
 * (volcengine-python-sdk and volcengine-java-sdk, resources {@code content_generation/tasks}).
 */
@NullMarked
package dev.shotwright.providers.ark;

import org.jspecify.annotations.NullMarked;
