package io.exaplan.engine.placement;

import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often gangs of each kind were placed in a partition: all that is known of those that may come. For one thread. */
public final class UsualDemand {

    /** More kinds than that tell nothing that those before did not. */
    private static final int MOST_KINDS = 2_048;

    private final Map<Gang, Long> counts = new LinkedHashMap<>();
    private long counted;
    private long learned;

    private record Gang(WorkerShape shape, int workers) {}

    /**
     * Counts gangs that were placed.
     *
     * @param workers of each gang
     * @param gangs how many
     */
    public void count(WorkerShape shape, int workers, long gangs) {
        Gang gang = new Gang(shape, workers);
        if (counts.size() < MOST_KINDS || counts.containsKey(gang)) {
            counts.merge(gang, gangs, Long::sum);
            counted += gangs;
        }
    }

    /** Whether so many more have been counted than were learned last that learning anew is worth its time. */
    public boolean hasGrown() {
        return counted > learned + learned / 2;
    }

    /**
     * What nodes are asked for by such gangs; counts as learned from now on. A gang that fits on one node asks for room there
     * at once, a larger one for whole nodes, and one of shares of devices for one share after the other.
     *
     * @param devicesPerNode devices of each node of the partition
     */
    public DemandMix learn(int devicesPerNode) {
        DemandMix mix = DemandMix.of(List.of());
        counts.forEach((gang, times) -> {
            WorkerDemand worker = NodePlacer.worker(gang.shape());
            int whole = gang.shape().wholeDevices();
            int perNode = whole == 0 ? 1 : Math.clamp(devicesPerNode / whole, 1, gang.workers());
            count(mix, worker, perNode, times * (gang.workers() / perNode));
            count(mix, worker, gang.workers() % perNode, times);
        });
        learned = counted;
        return mix;
    }

    private static void count(DemandMix mix, WorkerDemand worker, int together, long times) {
        if (together > 0 && times > 0) {
            worker.times(together).ifPresent(all -> mix.count(all, times));
        }
    }
}
