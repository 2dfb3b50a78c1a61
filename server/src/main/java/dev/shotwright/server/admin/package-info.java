/**
 * What the house can see and change of every account, and of its models and workers.
 * Every act is written to the audit trail by the module that does it.
 */
@NullMarked
package dev.shotwright.server.admin;

import org.jspecify.annotations.NullMarked;
