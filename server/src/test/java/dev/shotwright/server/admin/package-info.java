/** What administrators do over HTTP, and the trail that it leaves. */
@NullMarked
package dev.shotwright.server.admin;

import org.jspecify.annotations.NullMarked;
