package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Pools.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is free on a partition over time. Immutable: taking and giving back make another room.
 *
 * <p>Where a part of the partition is reserved, who looks for room sees the common rest and what is reserved for it.
 */
public final class Room {
    private final PartitionFacts partition;
    private final Profile milliDevices;
    private final Profile wholeNodes;
    private final List<Cut> cuts;
    private final Pools pools;

    /** What everybody may use; found when it is first asked for, and always the same. */
    private @Nullable Slice common;

    /**
     * @param partition the partition
     * @param milliDevices free thousandths of devices; below 0 where more runs than there is
     * @param wholeNodes nodes wholly free
     * @param cuts shapes that find no place on it for now
     * @param pools what is reserved of it
     */
    private Room(PartitionFacts partition, Profile milliDevices, Profile wholeNodes, List<Cut> cuts, Pools pools) {
        this.partition = partition;
        this.milliDevices = milliDevices;
        this.wholeNodes = wholeNodes;
        this.cuts = List.copyOf(cuts);
        this.pools = pools;
    }

    /** So much is free, and nothing reserved. */
    public Room(PartitionFacts partition, Profile milliDevices, Profile wholeNodes, List<Cut> cuts) {
        this(partition, milliDevices, wholeNodes, cuts, Pools.NONE);
    }

    /** A partition with nothing on it. */
    public static Room empty(PartitionFacts partition) {
        return empty(partition, Pools.NONE);
    }

    /** A partition with nothing on it, of which something is reserved. */
    public static Room empty(PartitionFacts partition, Pools pools) {
        return new Room(
                partition,
                partition.milliDevices().minus(pools.closed().milliDevices()),
                partition.wholeNodes().minus(pools.closed().wholeNodes()),
                List.of(),
                pools);
    }

    public PartitionFacts partition() {
        return partition;
    }

    /** Thousandths of devices nobody uses, whoever they are kept for; below 0 where more runs than there is. */
    public Profile milliDevices() {
        return milliDevices;
    }

    /** Nodes nobody uses, whoever they are kept for. */
    public Profile wholeNodes() {
        return wholeNodes;
    }

    /** Shapes that find no place on it for now. */
    public List<Cut> cuts() {
        return cuts;
    }

    /** What is reserved of it. */
    public Pools pools() {
        return pools;
    }

    /** Whether anything of it is reserved, for anybody or for maintenance. */
    public boolean isReserved() {
        return !pools.reservesNothing();
    }

    /** What a tenant without a pool finds; below 0 where others stand on what is reserved. */
    public Slice common() {
        Slice found = common;
        if (found == null) {
            found = new Slice(milliDevices, wholeNodes);
            if (!pools.isEmpty()) {
                found = found.minus(pools.kept());
            }
            common = found;
        }
        return found;
    }

    /** What a tenant finds: the common rest and its own pool, as far as nobody stands on it. */
    public Slice freeFor(int tenant) {
        return pools.tenants().contains(tenant)
                ? common().above0().plus(pools.ownOf(tenant)).atMost(new Slice(milliDevices, wholeNodes))
                : common();
    }

    /** As it were if nothing was reserved. */
    public Room withoutReservations() {
        return pools.reservesNothing()
                ? this
                : new Room(
                        partition,
                        milliDevices.plus(pools.closed().milliDevices()),
                        wholeNodes.plus(pools.closed().wholeNodes()),
                        cuts,
                        Pools.NONE);
    }

    public Room withCuts(List<Cut> others) {
        return new Room(partition, milliDevices, wholeNodes, others, pools);
    }

    public Room minus(Occupancy.Charge charge) {
        Pools rest = pools;
        for (Occupancy.Use use : charge.ofPools()) {
            rest = rest.minus(use.tenant(), use.slice());
        }
        return new Room(
                partition,
                milliDevices.minus(charge.milliDevices()),
                wholeNodes.minus(charge.wholeNodes()),
                cuts,
                rest);
    }

    /** This room from a second on; what was before is forgotten. */
    public Room since(long second) {
        return new Room(partition, milliDevices.since(second), wholeNodes.since(second), cuts, pools.since(second));
    }

    public Room minus(Footprint use) {
        return new Room(
                partition,
                milliDevices.minus(use.milliDevices()),
                wholeNodes.minus(use.wholeNodes()),
                cuts,
                pools.isEmpty() ? pools : pools.minus(use.tenant(), slice(use)));
    }

    public Room plus(Footprint use) {
        return new Room(
                partition,
                milliDevices.plus(use.milliDevices()),
                wholeNodes.plus(use.wholeNodes()),
                cuts,
                pools.isEmpty() ? pools : pools.plus(use.tenant(), slice(use)));
    }

    /** Whether all of a footprint is free for its tenant. */
    public boolean holds(Footprint use) {
        Slice free = freeFor(use.tenant());
        return covers(free.milliDevices(), use.milliDevices()) && covers(free.wholeNodes(), use.wholeNodes());
    }

    /** Whether nobody uses any of it, whoever it is kept for; what is closed for maintenance is used. */
    public boolean isUnused(Footprint use) {
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

    private static Slice slice(Footprint use) {
        return new Slice(use.milliDevices(), use.wholeNodes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Room that
                && partition.equals(that.partition)
                && milliDevices.equals(that.milliDevices)
                && wholeNodes.equals(that.wholeNodes)
                && cuts.equals(that.cuts)
                && pools.equals(that.pools);
    }

    @Override
    public int hashCode() {
        return 31 * milliDevices.hashCode() + wholeNodes.hashCode();
    }

    @Override
    public String toString() {
        return "%s: %s devices, %s nodes, %s".formatted(partition.key(), milliDevices, wholeNodes, pools);
    }
}
