/**
 * Tencent's Hunyuan video by both of its interfaces: TokenHub with a bearer's key, and Tencent Cloud's VCLM with signed calls. The
 * wire formats are those of the official Java SDK ({@code vclm/v20240523}) and of public clients; these disagree on TokenHub's
 * picture, which is sent as an object of an address or of Base64, and on the price of its credit, of which the higher one stands
 * on the cards.
 */
@NullMarked
package dev.shotwright.providers.tencent;

import org.jspecify.annotations.NullMarked;
