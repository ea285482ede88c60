package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.optaplanner.core.config.solver.EnvironmentMode;

/**
 * Defragmentation: moves at most so many of the workers that stand, so that workers without a seat find one, larger gangs can
 * start, and what is free lies together. Nobody who stands is sent away, and on no model does the largest gang that could start
 * become smaller; so workers are seated only where that costs no gang.
 */
public final class Repacker {

    private Repacker() {}

    /**
     * What to change.
     *
     * @param decisions for every worker, in their order
     * @param migrations workers that stood and stand elsewhere now
     * @param gangsBefore the largest gang that could start before, in devices by model
     * @param gangsAfter the same afterwards, nowhere less
     */
    public record Repacked(
            List<Decision> decisions, int migrations, Map<String, Long> gangsBefore, Map<String, Long> gangsAfter) {
        public Repacked {
            decisions = List.copyOf(decisions);
            gangsBefore = Map.copyOf(gangsBefore);
            gangsAfter = Map.copyOf(gangsAfter);
        }
    }

    /**
     * Repacks what stands. The same input gives the same answer.
     *
     * @param standing for every worker where it stands, or that it has no room
     * @param migrations most workers that may be moved
     * @param steps of the search
     */
    public static Repacked repack(
            List<NodeSupply> nodes,
            List<WorkerDemand> demands,
            List<Decision> standing,
            int migrations,
            int steps,
            long seed) {
        return repack(
                nodes,
                demands,
                standing,
                migrations,
                new BatchSearch(RepackMoves.class, steps, seed, EnvironmentMode.REPRODUCIBLE));
    }

    static Repacked repack(
            List<NodeSupply> nodes,
            List<WorkerDemand> demands,
            List<Decision> standing,
            int migrations,
            BatchSearch search) {
        if (standing.size() != demands.size() || migrations < 0) {
            throw new IllegalArgumentException(
                    "%d workers have %d decisions, and %d of them may move.\nGive each a decision, and a budget from 0."
                            .formatted(demands.size(), standing.size(), migrations));
        }
        List<BatchWorker> workers = new ArrayList<>(demands.size());
        for (int worker = 0; worker < demands.size(); worker++) {
            workers.add(
                    standing.get(worker) instanceof Placed home
                            ? BatchWorker.standing(worker, demands.get(worker), home)
                            : BatchWorker.arriving(worker, demands.get(worker), null));
        }
        List<Long> before = gangs(nodes, workers);
        BatchPlan plan = new BatchPlan(nodes, workers, RepackRules.largerGangs(migrations, before));
        List<BatchWorker> best =
                workers.isEmpty() ? workers : search.improve(plan).workers();
        return new Repacked(
                best.stream().map(Repacker::decision).toList(),
                new Occupancy(nodes, best).migrations(),
                byModel(nodes, before),
                byModel(nodes, gangs(nodes, best)));
    }

    /**
     * Moves at most so many workers so that a gang of so many devices could start on one model. On no model does the largest
     * gang that could start become smaller. The same input gives the same answer.
     *
     * @param standing everything that stands; who may not move stays
     * @param model for which of the nodes' models
     * @param devices of the gang; nothing is gained by more
     * @param migrations most workers that may be moved
     * @param steps of the search
     * @return where each of them stands afterwards, in their order: as before where the search found no way
     */
    public static List<Placed> gather(
            List<NodeSupply> nodes,
            List<Standing> standing,
            String model,
            long devices,
            int migrations,
            int steps,
            long seed) {
        List<BatchWorker> workers = new ArrayList<>(standing.size());
        for (Standing each : standing) {
            workers.add(
                    each.movable()
                            ? BatchWorker.standing(workers.size(), each.demand(), each.home())
                            : BatchWorker.fixed(workers.size(), each.demand(), each.home()));
        }
        List<Long> before = gangs(nodes, workers);
        List<Long> enough = new ArrayList<>(before);
        enough.set(StartableGangs.models(nodes).indexOf(model), devices);
        BatchSearch search = new BatchSearch(RepackMoves.class, steps, seed, EnvironmentMode.REPRODUCIBLE);
        return search
                .improve(new BatchPlan(nodes, workers, new RepackRules(migrations, before, enough, false)))
                .workers()
                .stream()
                .map(worker -> Objects.requireNonNull(worker.seat()))
                .toList();
    }

    private static List<Long> gangs(List<NodeSupply> nodes, List<BatchWorker> workers) {
        return LongStream.of(new Occupancy(nodes, workers).largestGangs())
                .boxed()
                .toList();
    }

    private static Map<String, Long> byModel(List<NodeSupply> nodes, List<Long> gangs) {
        List<String> models = StartableGangs.models(nodes);
        Map<String, Long> byModel = new TreeMap<>();
        for (int model = 0; model < models.size(); model++) {
            byModel.put(models.get(model), gangs.get(model));
        }
        return byModel;
    }

    private static Decision decision(BatchWorker worker) {
        Placed seat = worker.seat();
        return seat == null ? new NoRoom() : seat;
    }
}
