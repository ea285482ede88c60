/** The way to the planner: outgoing HTTP, credentials, what its answers mean. Knows the contract, never a cluster. */
@NullMarked
package io.exaplan.agent.plannerlink;

import org.jspecify.annotations.NullMarked;
