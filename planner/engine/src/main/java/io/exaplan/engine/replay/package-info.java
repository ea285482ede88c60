/** Recorded workloads replayed on the production engine, beside schedulers written from their papers. */
@NullMarked
package io.exaplan.engine.replay;

import org.jspecify.annotations.NullMarked;
