package io.exaplan.agent.driver.simulated;

import java.time.Instant;

/**
 * The next loss of a node by chance.
 *
 * @param number how many came before it
 * @param at plan time
 * @param node name of the node
 */
record Mishap(long number, Instant at, String node) {}
