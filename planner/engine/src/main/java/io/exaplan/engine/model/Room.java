package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import java.util.List;

/**
 * What is free on a partition over time. Immutable: taking and giving back make another room.
 *
 * @param partition the partition
 * @param milliDevices free thousandths of devices; below 0 where more runs than there is
 * @param wholeNodes nodes wholly free
 * @param cuts shapes that find no place on it for now
 */
public record Room(PartitionFacts partition, Profile milliDevices, Profile wholeNodes, List<Cut> cuts) {
    public Room {
        cuts = List.copyOf(cuts);
    }

    /** A partition with nothing on it. */
    public static Room empty(PartitionFacts partition) {
        return new Room(partition, partition.milliDevices(), partition.wholeNodes(), List.of());
    }

    public Room withCuts(List<Cut> others) {
        return new Room(partition, milliDevices, wholeNodes, others);
    }

    public Room minus(Occupancy.Charge charge) {
        return new Room(
                partition, milliDevices.minus(charge.milliDevices()), wholeNodes.minus(charge.wholeNodes()), cuts);
    }

    /** This room from a second on; what was before is forgotten. */
    public Room since(long second) {
        return new Room(partition, milliDevices.since(second), wholeNodes.since(second), cuts);
    }

    public Room minus(Footprint use) {
        return new Room(partition, milliDevices.minus(use.milliDevices()), wholeNodes.minus(use.wholeNodes()), cuts);
    }

    public Room plus(Footprint use) {
        return new Room(partition, milliDevices.plus(use.milliDevices()), wholeNodes.plus(use.wholeNodes()), cuts);
    }

    /** Whether all of a footprint is free. */
    public boolean holds(Footprint use) {
        return covers(milliDevices, use.milliDevices()) && covers(wholeNodes, use.wholeNodes());
    }

    /** First second from which a gang may start in spite of the cuts. */
    public long openFrom(WorkerShape shape, int workers, long notBefore) {
        long open = notBefore;
        for (Cut cut : cuts) {
            if (cut.covers(shape, workers)) {
                open = Math.max(open, cut.untilSecond());
            }
        }
        return open;
    }

    static boolean covers(Profile free, Profile used) {
        List<Profile.Step> steps = used.steps();
        for (int i = 0; i < steps.size(); i++) {
            Profile.Step step = steps.get(i);
            long until = i + 1 < steps.size() ? steps.get(i + 1).fromSecond() : Long.MAX_VALUE;
            if (step.value() > 0 && !free.atLeast(step.value(), step.fromSecond(), until)) {
                return false;
            }
        }
        return true;
    }
}
