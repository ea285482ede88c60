/** What the agent tells the planner. Knows the contract, never a cluster. */
@NullMarked
package io.exaplan.agent.report;

import org.jspecify.annotations.NullMarked;
