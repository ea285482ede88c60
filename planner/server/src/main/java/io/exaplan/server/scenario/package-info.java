/**
 * What-if scenarios: a typed overlay on the live state or on a stored plan, planned with the production engine beside the same
 * world without it, and compared. Nothing here touches the live plan.
 */
@NullMarked
package io.exaplan.server.scenario;

import org.jspecify.annotations.NullMarked;
