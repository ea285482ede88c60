package io.exaplan.engine.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The largest gang of each accelerator model that could start within the next day, on average over it: gangs stand on wholly
 * free nodes of one partition, so that devices free here and there count for nothing. A plan that spreads its work over all
 * partitions leaves room for no large gang anywhere.
 */
public final class LargestGangs {
    private static final long DAY = 24 * 3600;

    private LargestGangs() {}

    /** What could start on one partition, in thousandths of devices times seconds of the day from a second on. */
    public static long startable(Room room, long fromSecond) {
        PartitionFacts partition = room.partition();
        return partition.accepting()
                ? room.milliDevices()
                        .integralOfLesser(
                                room.wholeNodes(), 1000L * partition.devicesPerNode(), fromSecond, fromSecond + DAY)
                : 0;
    }

    /**
     * What it costs that a plan makes the largest gangs smaller.
     *
     * @param base what runs leave of each partition
     * @param planned what runs and the plan leave of each
     * @param fromSecond plan time of the plan
     */
    public static long cost(
            EfficiencyWeights weights, Collection<Room> base, Collection<Room> planned, long fromSecond) {
        Map<String, Long> before = largest(base, fromSecond);
        Map<String, Long> after = largest(planned, fromSecond);
        long cost = 0;
        for (Map.Entry<String, Long> model : before.entrySet()) {
            cost += weights.gangWorth(model.getValue()) - weights.gangWorth(after.getOrDefault(model.getKey(), 0L));
        }
        return cost;
    }

    private static Map<String, Long> largest(Collection<Room> rooms, long fromSecond) {
        Map<String, Long> largest = new HashMap<>();
        rooms.forEach(
                room -> largest.merge(room.partition().acceleratorModel(), startable(room, fromSecond), Math::max));
        return largest;
    }
}
