/**
 * Jimeng by Volcano Engine's visual interface: two actions, both asked by POST and signed. The wire format is that of the
 * interface's documents and of the official Java SDK (volc-sdk-java, {@code SignerV4Impl} and {@code VisualServiceImpl}); the
 * fields of camera templates are known from copies of those documents alone.
 */
@NullMarked
package dev.shotwright.providers.jimeng;

import org.jspecify.annotations.NullMarked;
