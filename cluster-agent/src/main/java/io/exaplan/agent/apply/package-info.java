/** Carries the planner's orders out through the driver's port. */
@NullMarked
package io.exaplan.agent.apply;

import org.jspecify.annotations.NullMarked;
