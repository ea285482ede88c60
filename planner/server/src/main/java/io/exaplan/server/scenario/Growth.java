package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How many jobs there are while an overlay is laid on its base, counted without making any: a change that scales demand scales
 * what the changes before it added, too.
 */
final class Growth {

    /**
     * Jobs that are alike to every change.
     *
     * @param arrives when they arrive
     */
    private record Group(JobFacts job, TimeWindow arrives, double number) {}

    private final PlanningProblem base;
    private final List<Group> groups = new ArrayList<>();
    private double most;

    private Growth(PlanningProblem base) {
        this.base = base;
        base.jobs().forEach(job -> groups.add(new Group(job, TimeWindow.lasting(job.submittedSecond(), 1), 1)));
        most = base.jobs().size();
    }

    /** How many more than the base's there are at most, after any of the changes. */
    static double of(PlanningProblem base, List<Change> changes) {
        Growth growth = new Growth(base);
        for (Change change : changes) {
            growth.lay(change);
            growth.most = Math.max(
                    growth.most,
                    growth.groups.stream().mapToDouble(Group::number).sum());
        }
        return growth.most - base.jobs().size();
    }

    private void lay(Change change) {
        switch (change) {
            case Change.DemandScaled scaled -> scale(group -> scaled.selection().holds(group.job()), scaled.factor());
            case Change.LotsScaled scaled ->
                scale(
                        group -> scaled.selection().holds(group.job())
                                && scaled.arrival().overlaps(group.arrives()),
                        Math.ceil(scaled.factor()));
            case Change.JobsAdded added -> groups.add(new Group(added.job(), added.arrival(), added.count()));
            case Change.CapacityLost lost -> restart(lost);
            case Change.NodesRemoved removed -> {}
            case Change.NodesJoined joined -> {}
            case Change.PartitionAdded added -> {}
            case Change.DeliveryLate late -> {}
            case Change.QuotaChanged changed -> {}
            case Change.PriorityChanged changed -> {}
            case Change.TargetChanged changed -> {}
        }
    }

    private void scale(Predicate<Group> selected, double factor) {
        groups.replaceAll(group ->
                selected.test(group) ? new Group(group.job(), group.arrives(), group.number() * factor) : group);
    }

    /** Jobs of runs that end with what they stand on begin again. */
    private void restart(Change.CapacityLost lost) {
        for (RunFacts run : base.runs()) {
            if (lost.fate() == Change.Fate.RESTART
                    && lost.partitions().contains(run.placement().partition())) {
                JobFacts job = run.job();
                groups.add(new Group(job, TimeWindow.lasting(job.submittedSecond(), 1), 1));
            }
        }
    }
}
