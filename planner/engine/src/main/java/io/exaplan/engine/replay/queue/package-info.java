/** Recorded queues replayed: readers of logs, the clock, the machine, and schedulers written from their papers. */
@NullMarked
package io.exaplan.engine.replay.queue;

import org.jspecify.annotations.NullMarked;
