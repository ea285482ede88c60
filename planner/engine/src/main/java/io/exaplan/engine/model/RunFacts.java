package io.exaplan.engine.model;

import java.util.Set;

/**
 * A run that holds capacity: fixed base load of every plan.
 *
 * @param runId the run's id
 * @param job the job it is an attempt at
 * @param placement where it stands, with the plan time it started at
 * @param endSecond plan time at which its capacity is expected back; moved on when it overruns
 * @param nodes names of the nodes it stands on: none of them is wholly free until the last run on it ends
 */
public record RunFacts(String runId, JobFacts job, Placement placement, long endSecond, Set<String> nodes) {
    public RunFacts {
        nodes = Set.copyOf(nodes);
    }
}
