package io.exaplan.server.planning;

import io.exaplan.engine.model.Placement;
import io.exaplan.server.demand.Job;
import java.util.List;
import java.util.UUID;

/** Where nobody keeps runs: jobs are planned and nothing ever starts. */
final class NothingRuns implements Starter, RunLedger {

    @Override
    public StartOutcome start(Job job, Placement placement, long planVersion) {
        return new StartOutcome.NotNow("nothing runs jobs here");
    }

    @Override
    public List<ActiveRun> active() {
        return List.of();
    }

    @Override
    public RunChanges changesAfter(long mark) {
        return new RunChanges(mark, List.of(), List.of());
    }

    @Override
    public long mark() {
        return 0;
    }

    @Override
    public void preempt(UUID runId, String reason) {}
}
