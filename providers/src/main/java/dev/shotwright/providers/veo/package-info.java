/**
 * Google Veo by the Gemini API. The wire format is that of the converters in the official SDK java-genai and of Google's page
 * on Veo; where the two differ, in how a picture is encoded, an option of the request decides.
 */
@NullMarked
package dev.shotwright.providers.veo;

import org.jspecify.annotations.NullMarked;
