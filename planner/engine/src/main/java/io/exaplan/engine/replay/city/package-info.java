/** A city's jobs, all known at the start, planned by the production planner. */
@NullMarked
package io.exaplan.engine.replay.city;

import org.jspecify.annotations.NullMarked;
