package io.exaplan.engine.book;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;

/**
 * A gang that waits for wholly free nodes on a partition where as many devices as it needs are free, on nodes that others share.
 *
 * @param job the gang
 * @param placement where it could start now if runs moved together
 */
public record StuckGang(JobFacts job, Placement placement) {}
