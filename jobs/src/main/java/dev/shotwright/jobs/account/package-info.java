/**
 * Who may ask: accounts and their keys, what a key opens, the keys of vendors under seal, and a trail of what administrators
 * did. A key's text is shown once and kept as a hash.
 */
@NullMarked
package dev.shotwright.jobs.account;

import org.jspecify.annotations.NullMarked;
