package io.exaplan.engine.placement.online;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a worker costs least without looking at every node: nodes alike make one vacancy, and for each shape of worker
 * and each model a heap keeps the vacancies by loss. What it answers depends on the nodes' state alone, not on how they came
 * into it.
 */
final class LossIndex {

    private static final int MOST_DEVICE_SETS = 400_000;
    private static final int MOST_SHAPES = 4_096;

    private final NodeValue value;
    private final Contention contention;
    private final double contentionWeight;
    private final DeviceSets sets = new DeviceSets(MOST_DEVICE_SETS);
    private final Map<Place, Vacancy> vacancies = new HashMap<>();
    private final Map<DemandShape, LossHeap[]> heaps = new HashMap<>();
    private final Journal[] journals;
    private long opened;

    private record Place(DeviceSet devices, int cpuMilli) {}

    LossIndex(List<DemandMix.Share> shares, List<String> models, Capacity capacity, ValueSettings settings) {
        value = new NodeValue(shares, models, capacity, settings);
        contention = new Contention(shares, models);
        contentionWeight = settings.contentionWeight();
        journals = new Journal[models.size()];
        for (int model = 0; model < journals.length; model++) {
            journals[model] = new Journal();
        }
    }

    /** The devices of a node as the index knows them. */
    DeviceSet devices(int model, int[] ascendingFree) {
        return sets.of(model, ascendingFree);
    }

    void add(int node, DeviceSet devices, int cpuMilli, int memoryMib) {
        Place place = new Place(devices, cpuMilli);
        Vacancy vacancy = vacancies.get(place);
        if (vacancy == null) {
            vacancy = new Vacancy(devices, cpuMilli, opened++);
            vacancies.put(place, vacancy);
            journals[devices.model].opened(vacancy);
        }
        vacancy.add(node, memoryMib);
        if (sets.full()) {
            sets.forgetAllBut(
                    vacancies.values().stream().map(known -> known.devices).toList());
        }
    }

    void remove(int node, DeviceSet devices, int cpuMilli, int memoryMib) {
        Place place = new Place(devices, cpuMilli);
        Vacancy vacancy = vacancies.get(place);
        if (vacancy == null) {
            throw new IllegalStateException("The index does not know node %d.".formatted(node));
        }
        vacancy.remove(node, memoryMib);
        if (vacancy.closed()) {
            vacancies.remove(place);
            journals[devices.model].closed();
        }
    }

    /**
     * Where a worker costs least: loss of value, and the price of its devices.
     *
     * @param allowed whether each model will do
     * @param freeMilli what is free of each model in all
     * @return null when it fits nowhere
     */
    @Nullable
    Vacancy cheapest(DemandShape shape, int memoryMib, boolean[] allowed, long[] freeMilli) {
        LossHeap[] heap = heaps(shape);
        LossHeap.Loss loss = loss(shape);
        double[] prices = contention.prices(freeMilli);
        @Nullable Vacancy cheapest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int model = 0; model < heap.length; model++) {
            LossHeap.@Nullable Candidate candidate = allowed[model] ? heap[model].least(memoryMib, loss) : null;
            if (candidate != null) {
                double cost = candidate.loss() + contentionWeight * prices[model] * shape.milli();
                if (cost < least
                        || (cost == least
                                && cheapest != null
                                && candidate.vacancy().compareTo(cheapest) < 0)) {
                    least = cost;
                    cheapest = candidate.vacancy();
                }
            }
        }
        return cheapest;
    }

    /** Prices by model for what is free of each in all; valid until the next call. */
    double[] prices(long[] freeMilli) {
        return contention.prices(freeMilli);
    }

    /** What so many workers of one shape cost a node that takes them all, each on the devices where it costs least. */
    double loss(DeviceSet devices, int cpuMilli, DemandShape shape, int count) {
        if (shape.deviceMilli() == DeviceWorth.DEVICE) {
            DemandShape all = new DemandShape(shape.cpuMilli() * count, shape.devices() * count, shape.deviceMilli());
            return value.of(devices, cpuMilli) - value.of(bestAfter(devices, cpuMilli, all), cpuMilli - all.cpuMilli());
        }
        DeviceSet after = devices;
        int cpuLeft = cpuMilli;
        for (int worker = 0; worker < count; worker++) {
            after = bestAfter(after, cpuLeft, shape);
            cpuLeft -= shape.cpuMilli();
        }
        return value.of(devices, cpuMilli) - value.of(after, cpuLeft);
    }

    /** The devices after a worker that fits, by the best of its ways to take them. */
    DeviceSet bestAfter(DeviceSet devices, int cpuMilli, DemandShape shape) {
        int cpuLeft = cpuMilli - shape.cpuMilli();
        @Nullable DeviceSet best = null;
        for (DeviceSet after : sets.after(devices, shape, sets.shape(shape))) {
            if (best == null || value.of(after, cpuLeft) > value.of(best, cpuLeft)) {
                best = after;
            }
        }
        if (best == null) {
            throw new IllegalStateException("The worker does not fit the devices it was given.");
        }
        return best;
    }

    private LossHeap[] heaps(DemandShape shape) {
        LossHeap[] known = heaps.get(shape);
        if (known != null) {
            return known;
        }
        if (heaps.size() >= MOST_SHAPES) {
            heaps.clear();
        }
        LossHeap[] fresh = new LossHeap[journals.length];
        for (int model = 0; model < fresh.length; model++) {
            fresh[model] = new LossHeap(journals[model]);
        }
        heaps.put(shape, fresh);
        return fresh;
    }

    private LossHeap.Loss loss(DemandShape shape) {
        int number = sets.shape(shape);
        return vacancy -> {
            int cpuLeft = vacancy.cpuMilli - shape.cpuMilli();
            if (cpuLeft < 0) {
                return Double.POSITIVE_INFINITY;
            }
            double best = Double.NEGATIVE_INFINITY;
            for (DeviceSet after : sets.after(vacancy.devices, shape, number)) {
                best = Math.max(best, value.of(after, cpuLeft));
            }
            return value.of(vacancy.devices, vacancy.cpuMilli) - best;
        };
    }
}
