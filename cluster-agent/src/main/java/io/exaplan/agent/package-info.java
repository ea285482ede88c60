/** The process beside one cluster: observes it, reports to the planner, applies its orders. */
@NullMarked
package io.exaplan.agent;

import org.jspecify.annotations.NullMarked;
