package io.exaplan.engine.placement.online;

import java.util.Arrays;
import java.util.List;

/**
 * V(s), the value of what is free on a node in state s (free CPU, free part of each device, model):
 * <pre>    V(s) = Fill(s) + weight of worth x sum over devices of W(free) + weight of room x sum over classes of w_c H_c(s)</pre>
 * Fill is the mean of what the node packs when it alone takes what fits from each imagined future, one-device workers on the
 * least sufficient device. W is the worth of a device's free part when shares are combined as well as can be. H_c is what
 * fits when only class c comes, and w_c its part of the demand.
 */
final class NodeValue {

    /** No node is short of CPU beyond that; it bounds what is remembered of a set of devices. */
    private static final int MOST_STEPS = 4_096;

    private final ValueSettings settings;
    private final DeviceWorth worth;
    private final Futures[] futures;
    private final List<DemandMix.Share> shares;
    private final boolean[][] allowed;
    private final double[] weights;

    NodeValue(List<DemandMix.Share> shares, List<String> models, Capacity capacity, ValueSettings settings) {
        this.shares = shares;
        this.settings = settings;
        worth = DeviceWorth.of(shares, settings.seed());
        futures = new Futures[models.size()];
        allowed = new boolean[models.size()][shares.size()];
        for (int model = 0; model < futures.length; model++) {
            String name = models.get(model);
            futures[model] = Futures.at(name, model, shares, capacity, settings);
            for (int share = 0; share < shares.size(); share++) {
                allowed[model][share] = shares.get(share).allowedOn(name);
            }
        }
        double demand = shares.stream().mapToDouble(DemandMix.Share::milli).sum();
        weights = shares.stream().mapToDouble(share -> share.milli() / demand).toArray();
    }

    /** Value of devices together with so much free CPU, rounded down to a step. */
    double of(DeviceSet set, int cpuMilli) {
        int step = Math.min(MOST_STEPS, cpuMilli / settings.cpuStep());
        if (step >= set.values.length) {
            int known = set.values.length;
            set.values = Arrays.copyOf(set.values, Math.max(step + 1, 8));
            Arrays.fill(set.values, known, set.values.length, Float.NaN);
        }
        float value = set.values[step];
        if (Float.isNaN(value)) {
            value = (float) reckon(set, step * settings.cpuStep());
            set.values[step] = value;
        }
        return value;
    }

    private double reckon(DeviceSet set, int cpuMilli) {
        if (set.total == 0) {
            return 0;
        }
        double whole = 0;
        for (int free : set.free) {
            whole += worth.of(free);
        }
        return fill(set, cpuMilli) + settings.worthWeight() * whole + settings.roomWeight() * room(set, cpuMilli);
    }

    private double fill(DeviceSet set, int cpuMilli) {
        Futures future = futures[set.model];
        int length = future.length(set.free.length, settings.arrivalsPerDevice());
        NodePacking packing = new NodePacking(set.free.length);
        long filled = 0;
        for (int stream = 0; length > 0 && stream < settings.streams(); stream++) {
            filled += packing.fill(set, cpuMilli, future, stream, length);
        }
        return (double) filled / settings.streams();
    }

    private double room(DeviceSet set, int cpuMilli) {
        double room = 0;
        int whole = set.whole;
        for (int share = 0; share < weights.length; share++) {
            if (allowed[set.model][share]) {
                DemandMix.Kind kind = shares.get(share).kind();
                long count = kind.deviceMilli() == DeviceWorth.DEVICE ? whole / kind.devices() : shares(set, kind);
                if (kind.cpuMilli() > 0) {
                    count = Math.min(count, cpuMilli / kind.cpuMilli());
                }
                room += weights[share] * count * kind.milli();
            }
        }
        return room;
    }

    private static int shares(DeviceSet set, DemandMix.Kind kind) {
        int count = 0;
        for (int free : set.free) {
            count += free / kind.deviceMilli();
        }
        return count;
    }
}
