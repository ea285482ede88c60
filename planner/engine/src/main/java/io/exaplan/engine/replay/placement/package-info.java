/** Experiment A: workers placed on nodes one by one, by our rule and by those published before it. */
@NullMarked
package io.exaplan.engine.replay.placement;

import org.jspecify.annotations.NullMarked;
