package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.DeviceWorth;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.OnlinePlacer;
import io.exaplan.engine.placement.online.ValueSettings;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.optaplanner.core.config.solver.EnvironmentMode;

/**
 * Chooses which of many workers stand where, so that they hold as much of the devices as can be. First the online rule places
 * them twice, as they came and in an order that leaves for the end what wastes most of a device; from the better of the two,
 * local search exchanges workers, never for the worse. So a batch holds at least what the online rule does.
 */
public final class BatchPlacer {

    private BatchPlacer() {}

    /**
     * Answers for every worker, in their order. The same input gives the same answer.
     *
     * @param steps of the search; 0 leaves the placement as it was constructed
     */
    public static List<Decision> place(List<NodeSupply> nodes, List<WorkerDemand> demands, int steps, long seed) {
        return place(nodes, demands, steps, seed, EnvironmentMode.REPRODUCIBLE);
    }

    static List<Decision> place(
            List<NodeSupply> nodes, List<WorkerDemand> demands, int steps, long seed, EnvironmentMode mode) {
        Decision[] constructed = construct(nodes, demands);
        if (steps == 0 || demands.isEmpty()) {
            return Arrays.asList(constructed);
        }
        List<BatchWorker> workers = new ArrayList<>(demands.size());
        for (int worker = 0; worker < constructed.length; worker++) {
            workers.add(BatchWorker.arriving(
                    worker, demands.get(worker), constructed[worker] instanceof Placed placed ? placed : null));
        }
        BatchPlan best = new BatchSearch(SeatMoves.class, steps, seed, mode)
                .improve(new BatchPlan(nodes, workers, RepackRules.none()));
        return best.workers().stream().map(BatchPlacer::decision).toList();
    }

    private static Decision decision(BatchWorker worker) {
        Placed seat = worker.seat();
        return seat == null ? new NoRoom() : seat;
    }

    private static Decision[] construct(List<NodeSupply> nodes, List<WorkerDemand> demands) {
        DemandMix mix = DemandMix.of(demands);
        DeviceWorth worth = DeviceWorth.of(mix, ValueSettings.standard().seed());
        List<Integer> asTheyCame = IntStream.range(0, demands.size()).boxed().toList();
        List<Integer> wastersLast = asTheyCame.stream()
                .sorted(Comparator.comparingInt((Integer worker) -> -gang(demands.get(worker)))
                        .thenComparingDouble(worker -> waste(demands.get(worker), worth)))
                .toList();
        Decision[] one = inOrder(asTheyCame, new OnlinePlacer(nodes, mix, ValueSettings.standard()), demands);
        Decision[] other = inOrder(wastersLast, new OnlinePlacer(nodes, mix, ValueSettings.standard()), demands);
        return seated(one, demands) > seated(other, demands) ? one : other;
    }

    private static Decision[] inOrder(List<Integer> order, OnlinePlacer placer, List<WorkerDemand> demands) {
        Decision[] decisions = new Decision[demands.size()];
        for (int worker : order) {
            decisions[worker] = placer.place(demands.get(worker));
        }
        return decisions;
    }

    /** Thousandths of devices that the placed workers hold. */
    private static long seated(Decision[] decisions, List<WorkerDemand> demands) {
        long milli = 0;
        for (int worker = 0; worker < decisions.length; worker++) {
            milli += decisions[worker] instanceof Placed ? demands.get(worker).milli() : 0;
        }
        return milli;
    }

    /** Several whole devices together are hardest to find, so they come first. */
    private static int gang(WorkerDemand demand) {
        return demand.devices() > 1 ? demand.devices() : 0;
    }

    /** Share of what it takes of a device that nobody else can use; small waste is left to the online rule. */
    private static double waste(WorkerDemand demand, DeviceWorth worth) {
        if (demand.milli() == 0 || demand.deviceMilli() == 1000) {
            return 0;
        }
        double waste = worth.of(demand.deviceMilli()) / demand.deviceMilli() - 1;
        return waste > 0.1 ? waste : 0;
    }
}
