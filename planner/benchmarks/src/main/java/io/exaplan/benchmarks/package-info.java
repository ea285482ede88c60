/** Experiments that measure the planner and print what they found. */
@NullMarked
package io.exaplan.benchmarks;

import org.jspecify.annotations.NullMarked;
