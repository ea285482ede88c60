package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.web.JsonForm;
import java.util.List;

/**
 * What the changes of one overlay may not be together: two words on the same, or too much.
 *
 * @param forms where each change was stated
 * @param changes all of them, in the same order
 */
record OverlayRules(PlanningProblem base, List<JsonForm> forms, List<Change> changes, ScenarioSettings settings) {

    void check() {
        for (int later = 0; later < changes.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                refuseTwoWords(later, earlier);
            }
            if (changes.get(later) instanceof Change.NodesRemoved removed) {
                refuseMoreThanThereAre(removed, later);
            }
        }
    }

    private void refuseTwoWords(int later, int earlier) {
        JsonForm form = forms.get(later);
        Change before = changes.get(earlier);
        switch (changes.get(later)) {
            case Change.CapacityLost lost -> {
                if (before instanceof Change.CapacityLost other
                        && lost.window().overlaps(other.window())
                        && lost.partitions().stream().anyMatch(other.partitions()::contains)) {
                    form.refuse("from", "It overlaps with changes[%d], which takes away the same.".formatted(earlier));
                }
            }
            case Change.DeliveryLate late -> {
                if (before instanceof Change.DeliveryLate other && late.partition() == other.partition()) {
                    form.refuse("delivery", "It is about the same delivery as changes[%d].".formatted(earlier));
                }
            }
            case Change.QuotaChanged quota -> {
                if (before instanceof Change.QuotaChanged other && quota.tenant() == other.tenant()) {
                    form.refuse("tenant", "It is about the same tenant as changes[%d].".formatted(earlier));
                }
            }
            case Change.TargetChanged target -> {
                if (before instanceof Change.TargetChanged other
                        && target.target().equals(other.target())) {
                    form.refuse("target", "It is about the same target as changes[%d].".formatted(earlier));
                }
            }
            case Change.NodesRemoved removed -> {}
            case Change.NodesJoined joined -> {}
            case Change.PartitionAdded added -> {}
            case Change.DemandScaled scaled -> {}
            case Change.LotsScaled scaled -> {}
            case Change.PriorityChanged changed -> {}
            case Change.JobsAdded added -> {}
        }
    }

    /** Of the nodes the base has in the partition, those that changes before it bring or take away included. */
    private void refuseMoreThanThereAre(Change.NodesRemoved removed, int index) {
        long there = nodes(removed.partition());
        for (Change before : changes.subList(0, index)) {
            if (before instanceof Change.NodesJoined joined && joined.partition() == removed.partition()) {
                there += joined.nodes();
            }
            if (before instanceof Change.NodesRemoved other
                    && other.partition() == removed.partition()
                    && other.window().overlaps(removed.window())) {
                there -= other.nodes();
            }
        }
        if (removed.nodes() > there) {
            forms.get(index).refuse("nodes", "There are %d to take away.".formatted(Math.max(0, there)));
        }
    }

    /** At most, ever: one with a broken device counts. */
    private long nodes(int partition) {
        return base.partitions().stream()
                .filter(known -> known.id() == partition)
                .mapToLong(this::nodes)
                .findFirst()
                .orElse(0);
    }

    private long nodes(PartitionFacts partition) {
        long milliDevices = partition.milliDevices().max(base.nowSecond(), Seconds.FOREVER);
        return Math.max(
                partition.wholeNodes().max(base.nowSecond(), Seconds.FOREVER),
                Math.ceilDiv(milliDevices, 1000L * partition.devicesPerNode()));
    }

    /** @param form where the overlay as a whole was stated */
    void refuseTooMany(JsonForm form) {
        double jobs = Growth.of(base, changes);
        if (jobs > settings.maxAddedJobs()) {
            form.refuse(
                    "changes",
                    "Together they add about %.0f jobs, at most %d are allowed."
                            .formatted(jobs, settings.maxAddedJobs()));
        }
        long nodes = changes.stream().mapToLong(this::nodesAdded).sum();
        if (nodes > settings.maxNodes()) {
            form.refuse(
                    "changes",
                    "Together they add %d nodes, at most %d are allowed.".formatted(nodes, settings.maxNodes()));
        }
    }

    private long nodesAdded(Change change) {
        return switch (change) {
            case Change.NodesJoined joined -> joined.nodes();
            case Change.PartitionAdded added -> added.template().wholeNodes().at(base.nowSecond());
            case Change.NodesRemoved removed -> 0;
            case Change.CapacityLost lost -> 0;
            case Change.DeliveryLate late -> 0;
            case Change.DemandScaled scaled -> 0;
            case Change.LotsScaled scaled -> 0;
            case Change.QuotaChanged changed -> 0;
            case Change.PriorityChanged changed -> 0;
            case Change.TargetChanged changed -> 0;
            case Change.JobsAdded added -> 0;
        };
    }
}
