package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;

/**
 * What a partition has while a change holds, in the two measures the plan counts.
 *
 * @param partition as it is otherwise
 * @param milliDevices thousandths of devices while it holds
 * @param wholeNodes nodes wholly usable while it holds
 */
record Capacity(PartitionFacts partition, Profile milliDevices, Profile wholeNodes) {

    static Capacity of(PartitionFacts partition, Profile both) {
        return new Capacity(partition, both, both);
    }

    /** With nodes more, or fewer when below 0, never less than nothing. */
    static Capacity ofNodes(PartitionFacts partition, int nodes) {
        long devices = nodes * 1000L * partition.devicesPerNode();
        return new Capacity(
                partition,
                notBelowZero(partition.milliDevices().plus(Profile.constant(devices))),
                notBelowZero(partition.wholeNodes().plus(Profile.constant(nodes))));
    }

    /** The partition with this capacity within a window and its own outside. */
    PartitionFacts within(TimeWindow window) {
        return with(
                partition,
                spliced(partition.milliDevices(), milliDevices, window),
                spliced(partition.wholeNodes(), wholeNodes, window));
    }

    /** A partition that is there within a window only. */
    static PartitionFacts only(PartitionFacts partition, TimeWindow window) {
        return with(
                partition,
                spliced(Profile.ZERO, partition.milliDevices(), window),
                spliced(Profile.ZERO, partition.wholeNodes(), window));
    }

    /** A partition that always has what it has in the end. */
    static PartitionFacts lastingly(PartitionFacts partition) {
        return with(
                partition,
                Profile.constant(partition.milliDevices().at(Seconds.FOREVER - 1)),
                Profile.constant(partition.wholeNodes().at(Seconds.FOREVER - 1)));
    }

    static PartitionFacts withId(PartitionFacts partition, int id) {
        return new PartitionFacts(
                id,
                partition.key(),
                partition.cluster(),
                partition.acceleratorModel(),
                partition.stack(),
                partition.memoryGib(),
                partition.peakTflops(),
                partition.watts(),
                partition.devicesPerNode(),
                partition.nodeCpuMilli(),
                partition.nodeMemoryMib(),
                partition.largestRackNodes(),
                partition.largestBlockNodes(),
                partition.milliDevices(),
                partition.wholeNodes(),
                partition.impairedNodes(),
                partition.tenants(),
                partition.accepting());
    }

    /** {@code outside + (inside - outside)} within the window, {@code outside} elsewhere. */
    private static Profile spliced(Profile outside, Profile inside, TimeWindow window) {
        Profile difference = inside.minus(outside);
        Profile cut = Profile.step(window.fromSecond(), window.untilSecond(), 1);
        Profile applied = Profile.ZERO;
        long from = window.fromSecond();
        for (Profile.Step step : difference.steps()) {
            long until = Math.clamp(step.fromSecond(), window.fromSecond(), window.untilSecond());
            applied = applied.plus(from, until, difference.at(from));
            from = until;
        }
        applied = applied.plus(from, window.untilSecond(), difference.at(from));
        return cut.stepCount() == 0 ? outside : outside.plus(applied);
    }

    private static Profile notBelowZero(Profile profile) {
        return profile.minus(profile.min(Profile.ZERO));
    }

    private static PartitionFacts with(PartitionFacts partition, Profile milliDevices, Profile wholeNodes) {
        return new PartitionFacts(
                partition.id(),
                partition.key(),
                partition.cluster(),
                partition.acceleratorModel(),
                partition.stack(),
                partition.memoryGib(),
                partition.peakTflops(),
                partition.watts(),
                partition.devicesPerNode(),
                partition.nodeCpuMilli(),
                partition.nodeMemoryMib(),
                partition.largestRackNodes(),
                partition.largestBlockNodes(),
                milliDevices,
                wholeNodes,
                partition.impairedNodes(),
                partition.tenants(),
                partition.accepting());
    }
}
