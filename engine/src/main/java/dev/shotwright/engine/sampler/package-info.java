/** How noise becomes a clip step by step: schedules of noise levels and the solvers that walk down them. */
@NullMarked
package dev.shotwright.engine.sampler;

import org.jspecify.annotations.NullMarked;
