/** Recorded workloads replayed on the engine: the commands, and the queue of those that are asked for through the API. */
@NullMarked
package io.exaplan.server.replay;

import org.jspecify.annotations.NullMarked;
