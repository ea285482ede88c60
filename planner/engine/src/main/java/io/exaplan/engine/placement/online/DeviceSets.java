package io.exaplan.engine.placement.online;

import io.exaplan.engine.placement.online.DeviceSet.Ways;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One object for each set of free devices met so far, and the ways from one to the next. Bounded: forgets when full. */
final class DeviceSets {

    private final Map<DeviceSet, DeviceSet> known = new HashMap<>();
    private final Map<Shape, Integer> shapes = new HashMap<>();
    private final int most;

    /** What a worker asks of the devices, whatever its CPU. */
    record Shape(int devices, int deviceMilli) {}

    DeviceSets(int most) {
        this.most = most;
    }

    DeviceSet of(int model, int[] ascendingFree) {
        DeviceSet set = new DeviceSet(model, ascendingFree);
        DeviceSet first = known.putIfAbsent(set, set);
        return first == null ? set : first;
    }

    boolean full() {
        return known.size() > most;
    }

    /** Keeps only what stands in use. */
    void forgetAllBut(Collection<DeviceSet> inUse) {
        known.clear();
        for (DeviceSet set : inUse) {
            set.ways = new Ways[0];
            known.put(set, set);
        }
    }

    int shape(DemandShape demand) {
        return shapes.computeIfAbsent(new Shape(demand.devices(), demand.deviceMilli()), shape -> shapes.size());
    }

    /** The distinct sets left when a worker of this shape has taken its part; none when it does not fit. */
    DeviceSet[] after(DeviceSet set, DemandShape demand, int shape) {
        if (shape >= set.ways.length) {
            set.ways = Arrays.copyOf(set.ways, Math.max(shape + 1, shapes.size()));
        }
        Ways known = set.ways[shape];
        if (known == null) {
            known = new Ways(take(set, demand));
            set.ways[shape] = known;
        }
        return known.after;
    }

    private List<DeviceSet> take(DeviceSet set, DemandShape demand) {
        if (demand.devices() == 0) {
            return List.of(set);
        }
        if (demand.deviceMilli() == DeviceWorth.DEVICE) {
            return set.whole < demand.devices()
                    ? List.of()
                    : List.of(of(set.model, set.withoutWhole(demand.devices())));
        }
        List<DeviceSet> options = new ArrayList<>();
        int last = -1;
        for (int device = 0; device < set.free.length; device++) {
            if (set.free[device] >= demand.deviceMilli() && set.free[device] != last) {
                last = set.free[device];
                options.add(of(set.model, set.without(device, demand.deviceMilli())));
            }
        }
        return options;
    }
}
