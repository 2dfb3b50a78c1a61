@NullMarked
package dev.shotwright.jobs.offpeak;

import org.jspecify.annotations.NullMarked;
