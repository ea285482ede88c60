package io.exaplan.engine.replay.placement;

import io.exaplan.engine.placement.batch.Repacker;
import io.exaplan.engine.placement.batch.Repacker.Repacked;
import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Defragmentation: the arrivals up to 100% of the capacity are placed one by one, some of those that found a node leave, drawn
 * at random, and the rest is repacked with a budget of migrations.
 */
public final class RepackReplay {

    private static final int MARK = 100;

    /** The search does not end with the budget: an exhausted one can still be spent better. */
    private static final int STEPS_BEYOND_THE_BUDGET = 300;

    private RepackReplay() {}

    /**
     * @param standing what those that stayed ask for, in the order of their arrival
     * @param budget most migrations
     * @param repacked what became of them
     */
    public record Result(List<WorkerDemand> standing, int budget, Repacked repacked) {}

    /**
     * @param policy empty, over the nodes
     * @param leavingPercent of those that stand, how many leave
     * @param migrationPercent of those that stayed, how many may be moved
     */
    public static Result run(
            List<NodeSupply> nodes,
            List<WorkerDemand> arrivals,
            PlacementPolicy policy,
            double leavingPercent,
            double migrationPercent,
            long seed) {
        Random random = new Random(seed);
        List<WorkerDemand> standing = new ArrayList<>();
        List<Decision> places = new ArrayList<>();
        for (WorkerDemand demand : BatchReplay.upTo(arrivals, MARK * Arrivals.capacityMilli(nodes) / 100)) {
            Decision decision = policy.place(demand);
            if (decision instanceof Placed && random.nextDouble(100) >= leavingPercent) {
                standing.add(demand);
                places.add(decision);
            }
        }
        int budget = (int) (standing.size() * migrationPercent / 100);
        Repacked repacked = Repacker.repack(nodes, standing, places, budget, STEPS_BEYOND_THE_BUDGET + budget, seed);
        return new Result(standing, budget, repacked);
    }
}
