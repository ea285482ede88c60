package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.batch.BatchPlacer;
import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * The same arrivals when all of them are known before the first is placed. Another experiment than the online one: it may turn
 * away what fits, so its figures stand beside those of offline solvers only.
 */
public final class BatchReplay {

    private static final List<Integer> MARKS = List.of(100, 130);

    private BatchReplay() {}

    /**
     * One batch and what became of it.
     *
     * @param allocatedPercent allocated devices in per cent of all
     * @param decisions one for each worker of the batch, which are the first that arrived
     */
    public record Result(double allocatedPercent, List<Decision> decisions) {}

    /**
     * By per cent of the capacity asked for: what became of the arrivals up to it, placed at once.
     *
     * @param stepsPerWorker of the search; 0 leaves the placement as it was constructed
     * @param progress told the mark that is solved next
     */
    public static Map<Integer, Result> run(
            List<NodeSupply> nodes, List<WorkerDemand> arrivals, int stepsPerWorker, long seed, IntConsumer progress) {
        long capacity = Arrivals.capacityMilli(nodes);
        Map<Integer, Result> results = new TreeMap<>();
        for (int mark : MARKS) {
            List<WorkerDemand> batch = upTo(arrivals, mark * capacity / 100);
            if (!batch.isEmpty()) {
                progress.accept(mark);
                List<Decision> decisions = BatchPlacer.place(nodes, batch, stepsPerWorker * batch.size(), seed);
                results.put(mark, new Result(PlacementReplay.percent(seated(batch, decisions), capacity), decisions));
            }
        }
        return results;
    }

    /** The first arrivals that ask for so much; none when all of them ask for less. */
    static List<WorkerDemand> upTo(List<WorkerDemand> arrivals, long wantedMilli) {
        List<WorkerDemand> batch = new ArrayList<>();
        long requested = 0;
        for (WorkerDemand demand : arrivals) {
            batch.add(demand);
            requested += demand.milli();
            if (requested >= wantedMilli) {
                return batch;
            }
        }
        return List.of();
    }

    private static long seated(List<WorkerDemand> batch, List<Decision> decisions) {
        long milli = 0;
        for (int worker = 0; worker < batch.size(); worker++) {
            milli += decisions.get(worker) instanceof Decision.Placed
                    ? batch.get(worker).milli()
                    : 0;
        }
        return milli;
    }
}
