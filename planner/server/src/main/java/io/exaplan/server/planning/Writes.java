package io.exaplan.server.planning;

import io.exaplan.server.demand.Evaluated;
import java.util.List;

/**
 * What a turn leaves in the database.
 *
 * @param rows places of the active plan that are new or changed
 * @param removed jobs that have no place any more
 * @param changes decisions, for the record
 * @param evaluated what the jobs are told
 * @param moved starts that had been promised and are others now
 */
record Writes(
        List<AllocationRow> rows,
        List<Long> removed,
        List<AllocationChange> changes,
        List<Evaluated> evaluated,
        List<MovedStart> moved) {

    /** A start that had been promised and is another now. */
    record MovedStart(AllocationChange change, int tenantId) {}
}
