@NullMarked
package dev.shotwright.jobs.quota;

import org.jspecify.annotations.NullMarked;
