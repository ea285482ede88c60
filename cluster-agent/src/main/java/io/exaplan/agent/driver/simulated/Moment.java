package io.exaplan.agent.driver.simulated;

import java.time.Instant;

/**
 * One moment on both clocks. Lives are compared across worlds by wall time, which all worlds of a machine share.
 *
 * @param wall wall time
 * @param plan plan time
 */
record Moment(Instant wall, Instant plan) {}
