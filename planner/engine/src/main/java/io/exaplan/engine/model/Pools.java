package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the reservations of one partition keep over time. Immutable.
 *
 * <p>What a tenant uses counts against its own pool first, and against the common rest beyond that. So the rest is what is
 * free less what each pool still keeps for its tenant, and a tenant finds the rest and its own pool.
 */
public final class Pools {
    /** Nothing is reserved. */
    public static final Pools NONE = new Pools(Map.of(), Set.of(), Slice.NOTHING, Slice.NOTHING);

    /** Reserved less used, by tenant; below 0 where it uses more than its pool. */
    private final Map<Integer, Slice> left;

    /** Those of the map, to be asked quickly: every look at a room asks. */
    private final Set<Integer> tenants;

    /** What is kept for all of them together. */
    private final Slice kept;

    /** What is closed for maintenance. */
    private final Slice closed;

    private Pools(Map<Integer, Slice> left, Set<Integer> tenants, Slice kept, Slice closed) {
        this.left = left;
        this.tenants = tenants;
        this.kept = kept;
        this.closed = closed;
    }

    /**
     * A part of a partition over time.
     *
     * @param milliDevices thousandths of devices
     * @param wholeNodes nodes
     */
    public record Slice(Profile milliDevices, Profile wholeNodes) {
        static final Slice NOTHING = new Slice(Profile.ZERO, Profile.ZERO);

        Slice plus(Slice other) {
            return new Slice(milliDevices.plus(other.milliDevices), wholeNodes.plus(other.wholeNodes));
        }

        Slice minus(Slice other) {
            return new Slice(milliDevices.minus(other.milliDevices), wholeNodes.minus(other.wholeNodes));
        }

        Slice atMost(Slice other) {
            return new Slice(milliDevices.min(other.milliDevices), wholeNodes.min(other.wholeNodes));
        }

        Slice above0() {
            return new Slice(milliDevices.minus(milliDevices.atMost(0)), wholeNodes.minus(wholeNodes.atMost(0)));
        }

        Slice since(long second) {
            return new Slice(milliDevices.since(second), wholeNodes.since(second));
        }
    }

    /** What these reservations keep of a partition; those of other partitions are passed over. */
    public static Pools of(PartitionFacts partition, Collection<ReservationFacts> reservations) {
        Map<Integer, Slice> pools = new TreeMap<>();
        Slice kept = Slice.NOTHING;
        Slice closed = Slice.NOTHING;
        for (ReservationFacts reservation : reservations) {
            if (reservation.partition() == partition.id()) {
                Slice slice = new Slice(reservation.devicesOf(partition), reservation.nodesOf(partition));
                if (reservation.tenantOrNull() == null) {
                    closed = closed.plus(slice);
                } else {
                    pools.merge(reservation.tenantOrNull(), slice, Slice::plus);
                    kept = kept.plus(slice);
                }
            }
        }
        if (pools.isEmpty() && closed.equals(Slice.NOTHING)) {
            return NONE;
        }
        Slice all = new Slice(partition.milliDevices(), partition.wholeNodes());
        return new Pools(pools, Set.copyOf(pools.keySet()), kept, closed.atMost(all.above0()));
    }

    /** Whether every tenant finds the same. */
    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** Whether nothing is kept and nothing closed. */
    boolean reservesNothing() {
        return left.isEmpty() && closed.equals(Slice.NOTHING);
    }

    /** Tenants that have a pool. */
    public Set<Integer> tenants() {
        return tenants;
    }

    /** What is closed for maintenance, at most what there is. */
    public Slice closed() {
        return closed;
    }

    /** What all pools keep for their tenants, over what these use. */
    public Slice kept() {
        return kept;
    }

    /** What a tenant's own pool still keeps for it. */
    Slice ownOf(int tenant) {
        Slice own = left.get(tenant);
        return own == null ? Slice.NOTHING : own.above0();
    }

    /** As it is when a tenant uses so much more. */
    Pools minus(int tenant, Slice use) {
        Slice before = left.get(tenant);
        return before == null ? this : with(tenant, before, before.minus(use));
    }

    /** As it is when a tenant uses so much less. */
    Pools plus(int tenant, Slice use) {
        Slice before = left.get(tenant);
        return before == null ? this : with(tenant, before, before.plus(use));
    }

    /** From a second on; what was before is forgotten. */
    Pools since(long second) {
        if (reservesNothing()) {
            return this;
        }
        Map<Integer, Slice> later = new TreeMap<>();
        left.forEach((tenant, slice) -> later.put(tenant, slice.since(second)));
        return new Pools(later, tenants, kept.since(second), closed.since(second));
    }

    private Pools with(int tenant, Slice before, Slice after) {
        Map<Integer, Slice> changed = new TreeMap<>(left);
        changed.put(tenant, after);
        return new Pools(changed, tenants, kept.minus(before.above0()).plus(after.above0()), closed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pools that && left.equals(that.left) && closed.equals(that.closed);
    }

    @Override
    public int hashCode() {
        return left.hashCode();
    }

    @Override
    public String toString() {
        return left + ", closed " + closed;
    }
}
