@NullMarked
package dev.shotwright.jobs.account;

import org.jspecify.annotations.NullMarked;
