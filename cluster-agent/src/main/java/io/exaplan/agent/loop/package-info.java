/** The agent's one loop: observe, report, apply, wait, for one cluster and as long as its session is the newest. */
@NullMarked
package io.exaplan.agent.loop;

import org.jspecify.annotations.NullMarked;
