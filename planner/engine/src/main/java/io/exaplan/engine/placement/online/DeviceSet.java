package io.exaplan.engine.placement.online;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What is free of the devices of a node, in ascending order, so that nodes alike share one object, and all that has been
 * reckoned about it: its value by free CPU, and what it becomes when a worker takes part of it.
 */
final class DeviceSet implements Comparable<DeviceSet> {

    /** The distinct sets that a worker of one shape can leave; none when it does not fit. */
    static final class Ways {
        final DeviceSet[] after;

        Ways(Collection<DeviceSet> after) {
            this.after = after.toArray(NONE);
        }
    }

    private static final DeviceSet[] NONE = {};

    final int model;
    final int[] free;
    final int total;
    final int whole;

    /** By free CPU in steps; NaN where not yet reckoned. */
    float[] values = {};

    /** By request shape; null where not yet asked. */
    @Nullable
    Ways[] ways = {};

    private final int hash;

    /**
     * @param model place in the list of models
     * @param free free thousandths of each device, ascending; kept, not copied
     */
    DeviceSet(int model, int[] free) {
        this.model = model;
        this.free = free;
        int sum = 0;
        int untouched = 0;
        for (int device : free) {
            sum += device;
            untouched += device == DeviceWorth.DEVICE ? 1 : 0;
        }
        total = sum;
        whole = untouched;
        hash = 31 * model + Arrays.hashCode(free);
    }

    /** How many workers of one shape the devices take, which must ask for some. */
    int takes(DemandShape shape) {
        if (shape.deviceMilli() == DeviceWorth.DEVICE) {
            return whole / shape.devices();
        }
        int count = 0;
        for (int device : free) {
            count += device / shape.deviceMilli();
        }
        return count;
    }

    /** What the devices look like when so much of one of them is taken. */
    int[] without(int device, int milli) {
        int[] left = free.clone();
        left[device] -= milli;
        Arrays.sort(left);
        return left;
    }

    /** What the devices look like when so many whole ones are taken. */
    int[] withoutWhole(int devices) {
        int[] left = free.clone();
        Arrays.fill(left, left.length - devices, left.length, 0);
        Arrays.sort(left);
        return left;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DeviceSet set && model == set.model && Arrays.equals(free, set.free);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The fuller comes first; the rest of the order only settles ties, alike in every run. */
    @Override
    public int compareTo(DeviceSet other) {
        int fuller = Integer.compare(total, other.total);
        if (fuller != 0) {
            return fuller;
        }
        int byModel = Integer.compare(model, other.model);
        return byModel != 0 ? byModel : Arrays.compare(free, other.free);
    }
}
