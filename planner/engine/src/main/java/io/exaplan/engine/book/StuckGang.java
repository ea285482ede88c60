package io.exaplan.engine.book;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import java.util.Set;

/**
 * A gang that waits for wholly free nodes on a partition where as many devices as it needs are free, on nodes that others share.
 *
 * @param job the gang
 * @param placement where it could start now if runs moved together
 * @param gainDeviceSeconds its devices times the seconds by which it would start sooner
 * @param movable ids of the runs that may move for it
 */
public record StuckGang(JobFacts job, Placement placement, double gainDeviceSeconds, Set<String> movable) {
    public StuckGang {
        movable = Set.copyOf(movable);
    }
}
