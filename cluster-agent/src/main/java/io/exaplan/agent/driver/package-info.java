/** The port behind which a cluster stands, whatever schedules it. Knows the contract only. */
@NullMarked
package io.exaplan.agent.driver;

import org.jspecify.annotations.NullMarked;
