package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run with what it holds of its partition.
 *
 * @param run the run
 * @param milliDevices thousandths of devices it holds
 * @param wholeNodes whole nodes it holds, those of {@code nodes} not counted
 * @param nodes the nodes it keeps from being wholly free
 */
public record Held(RunFacts run, Profile milliDevices, Profile wholeNodes, Set<String> nodes) {

    /**
     * A service whose replicas need whole nodes holds as many as the hour asks; every other run each unimpaired node it
     * stands on, or what it needed when its nodes are not known.
     */
    static Held of(RunFacts run, PartitionFacts partition, CityHours hours) {
        Footprint footprint = Footprint.of(run, partition, hours);
        boolean byTheHour = run.job().work() instanceof Work.Service
                && Footprint.wholeNodesOfGang(run.job(), run.placement().width(), partition) > 0;
        if (byTheHour || run.nodes().isEmpty()) {
            return new Held(run, footprint.milliDevices(), footprint.wholeNodes(), Set.of());
        }
        Set<String> nodes = new TreeSet<>(run.nodes());
        nodes.removeAll(partition.impairedNodes());
        return new Held(run, footprint.milliDevices(), Profile.ZERO, nodes);
    }

    public String runId() {
        return run.runId();
    }

    /** Id of the tenant it runs for. */
    int tenant() {
        return run.job().tenant();
    }

    /** From its start until its capacity is expected back. */
    TimeWindow window() {
        long start = run.placement().startSecond();
        return new TimeWindow(start, Math.max(start, run.endSecond()));
    }
}
