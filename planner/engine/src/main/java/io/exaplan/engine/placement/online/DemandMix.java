package io.exaplan.engine.placement.online;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How often each class of worker with devices is asked for: all that is known of the future. Memory makes no class of its
 * own, as it decides only where a worker fits.
 */
public final class DemandMix {

    private static final Comparator<Kind> ORDER = Comparator.comparingInt(Kind::cpuMilli)
            .thenComparingInt(Kind::devices)
            .thenComparingInt(Kind::deviceMilli)
            .thenComparing(kind -> String.join("|", new TreeSet<>(kind.models())));

    private final Map<Kind, Long> counts = new TreeMap<>(ORDER);

    record Kind(int cpuMilli, int devices, int deviceMilli, Set<String> models) {
        int milli() {
            return devices * deviceMilli;
        }
    }

    /** A class and how often it was counted. */
    record Share(Kind kind, long count) {
        boolean allowedOn(String model) {
            return kind.models().isEmpty() || kind.models().contains(model);
        }

        double milli() {
            return (double) count * kind.milli();
        }
    }

    /** What a list of workers asks for. */
    public static DemandMix of(Collection<WorkerDemand> demands) {
        DemandMix mix = new DemandMix();
        demands.forEach(mix::count);
        return mix;
    }

    /** Counts one more worker; those without devices leave the mix as it is. */
    public void count(WorkerDemand demand) {
        count(demand, 1);
    }

    /** Counts so many workers that ask for the same. */
    public void count(WorkerDemand demand, long times) {
        if (demand.devices() > 0) {
            counts.merge(
                    new Kind(demand.cpuMilli(), demand.devices(), demand.deviceMilli(), demand.models()),
                    times,
                    Long::sum);
        }
    }

    /** The classes in a fixed order, whatever the order of counting. */
    List<Share> shares() {
        List<Share> shares = new ArrayList<>(counts.size());
        counts.forEach((kind, count) -> shares.add(new Share(kind, count)));
        return shares;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DemandMix mix && counts.equals(mix.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
