/**
 * The way to a vendor: questions over HTTP that are asked again only where that is safe, and clips that are read as they come.
 * Nothing here knows a vendor; nothing that leaves here shows a secret.
 */
@NullMarked
package dev.shotwright.providers.transport;

import org.jspecify.annotations.NullMarked;
