/**
 * The demo: a planner in this process, one agent process for each cluster on the real protocol, and teams that submit
 * jobs through the real API. It knows the product only from outside, as a team's own program would.
 */
@NullMarked
package io.exaplan.server.demo;

import org.jspecify.annotations.NullMarked;
