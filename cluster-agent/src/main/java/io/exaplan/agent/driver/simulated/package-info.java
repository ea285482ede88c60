/**
 * A cluster that does not exist, for demos, load and chaos tests: it behaves as a real one does towards its agent, and keeps
 * its own record of all that happened in it, so that a judge need not believe the planner's database.
 *
 * <p>{@link io.exaplan.agent.driver.simulated.World} decides, {@code WorldEvent} says what happened, {@code Journal} keeps it
 * on disk before anybody sees it, {@code WorldState} is the sum of the events and nothing else. {@link
 * io.exaplan.agent.driver.simulated.SimulatedCluster} puts clocks and threads around them.
 */
@NullMarked
package io.exaplan.agent.driver.simulated;

import org.jspecify.annotations.NullMarked;
