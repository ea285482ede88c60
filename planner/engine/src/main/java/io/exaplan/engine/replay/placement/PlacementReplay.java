package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Lets the arrivals pass a policy one by one, and measures what of the devices they hold. */
public final class PlacementReplay {

    private static final int[] MARKS = {100, 130};
    private static final int PROGRESS_EVERY = 10_000;

    private PlacementReplay() {}

    /**
     * @param allocatedPercent allocated devices in per cent of all, when so many per cent had been asked for, failed requests
     *     included
     * @param placementsPerSecond decisions per second of the policy's own time
     * @param p99Micros 99 of 100 decisions took at most so long
     * @param decisions one for each arrival
     */
    public record Result(
            Map<Integer, Double> allocatedPercent,
            double placementsPerSecond,
            double p99Micros,
            List<Decision> decisions) {}

    /**
     * @param nanoTime a clock to measure the policy with; it decides nothing
     * @param progress told now and then how many have arrived
     */
    public static Result run(
            List<WorkerDemand> arrivals,
            long capacityMilli,
            PlacementPolicy policy,
            LongSupplier nanoTime,
            IntConsumer progress) {
        long[] nanos = new long[arrivals.size()];
        List<Decision> decisions = new ArrayList<>(arrivals.size());
        Map<Integer, Double> allocatedPercent = new TreeMap<>();
        long requested = 0;
        long allocated = 0;
        int mark = 0;
        for (WorkerDemand demand : arrivals) {
            long start = nanoTime.getAsLong();
            Decision decision = policy.place(demand);
            nanos[decisions.size()] = nanoTime.getAsLong() - start;
            decisions.add(decision);
            requested += demand.milli();
            allocated += decision instanceof Decision.Placed ? demand.milli() : 0;
            while (mark < MARKS.length && requested * 100 >= MARKS[mark] * capacityMilli) {
                allocatedPercent.put(MARKS[mark++], percent(allocated, capacityMilli));
            }
            if (decisions.size() % PROGRESS_EVERY == 0) {
                progress.accept(decisions.size());
            }
        }
        double seconds = Arrays.stream(nanos).sum() / 1e9;
        Arrays.sort(nanos);
        double p99 = nanos.length == 0 ? 0 : nanos[(int) (0.99 * (nanos.length - 1))] / 1e3;
        return new Result(allocatedPercent, seconds == 0 ? 0 : nanos.length / seconds, p99, decisions);
    }

    static double percent(long allocatedMilli, long capacityMilli) {
        return 100.0 * allocatedMilli / capacityMilli;
    }
}
