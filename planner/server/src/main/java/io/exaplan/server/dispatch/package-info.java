/**
 * Runs: from the plan's due start to nodes, over the agents' one exchange, to their end. Nothing here stops by absence;
 * every order names its run and its reason.
 */
@NullMarked
package io.exaplan.server.dispatch;

import org.jspecify.annotations.NullMarked;
