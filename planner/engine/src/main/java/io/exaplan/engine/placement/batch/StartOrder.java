package io.exaplan.engine.placement.batch;

import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.PlacementRequest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import org.optaplanner.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.AcceptorType;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;

/**
 * In which order gangs that start at once on one partition are placed, so that as much of them as can be finds room: who goes
 * first may stand in the only rack that would have taken another. {@link NodePlacer} places each in turn and keeps to hosts,
 * racks and blocks; where it cannot place all as they came, a search in OptaPlanner looks for a better order. Nobody who finds
 * room as they came loses it to others of those that are searched, the first of them.
 */
public final class StartOrder {

    /** Gangs whose order is searched; the others follow as they came. The caller waits, so it must be brief. */
    private static final int MOST = 32;

    /** Steps of the search, and orders that one of them tries at most. */
    private static final int STEPS = 12;

    private static final long MOVES = 4;

    private StartOrder() {}

    /**
     * The order. The same nodes, requests and seed give the same answer.
     *
     * @param placer of the partition as it is; nothing is taken
     * @param requests as they came
     * @param seed of the search
     * @return places in the list, each once
     */
    public static List<Integer> of(NodePlacer placer, List<PlacementRequest> requests, long seed) {
        return of(placer, requests, seed, EnvironmentMode.REPRODUCIBLE);
    }

    static List<Integer> of(NodePlacer placer, List<PlacementRequest> requests, long seed, EnvironmentMode mode) {
        List<Integer> order =
                new ArrayList<>(first(placer, requests.subList(0, Math.min(MOST, requests.size())), seed, mode));
        IntStream.range(order.size(), requests.size()).forEach(order::add);
        return order;
    }

    private static List<Integer> first(
            NodePlacer placer, List<PlacementRequest> requests, long seed, EnvironmentMode mode) {
        List<Integer> asTheyCame = IntStream.range(0, requests.size()).boxed().toList();
        BitSet placed = placer.placeable(requests);
        if (placed.cardinality() == requests.size()) {
            return asTheyCame;
        }
        StartTurns best = SolverFactory.<StartTurns>create(config(requests, seed, mode))
                .buildSolver()
                .solve(leftOutFirst(placer, requests, placed));
        long before = placed.stream()
                .mapToLong(request -> StartTurns.milliDevices(requests.get(request)))
                .sum();
        HardSoftLongScore score = best.judged();
        return score.isFeasible() && score.softScore() > before
                ? best.inOrder().stream().map(GangTurn::id).toList()
                : asTheyCame;
    }

    private static StartTurns leftOutFirst(NodePlacer placer, List<PlacementRequest> requests, BitSet placed) {
        List<GangTurn> gangs = new ArrayList<>(requests.size());
        List<Integer> turns = IntStream.range(0, requests.size())
                .boxed()
                .sorted(Comparator.comparing(placed::get))
                .toList();
        for (int request = 0; request < requests.size(); request++) {
            gangs.add(new GangTurn(request, requests.get(request), turns.indexOf(request)));
        }
        return new StartTurns(placer, placed, gangs);
    }

    private static SolverConfig config(List<PlacementRequest> requests, long seed, EnvironmentMode mode) {
        long all = requests.stream().mapToLong(StartTurns::milliDevices).sum();
        return new SolverConfig()
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withSolutionClass(StartTurns.class)
                .withEntityClasses(GangTurn.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withEasyScoreCalculatorClass(StartTurns.Score.class))
                .withTerminationConfig(new TerminationConfig()
                        .withBestScoreLimit(HardSoftLongScore.of(0, all).toString()))
                .withPhaseList(List.of(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new UnionMoveSelectorConfig(
                                        List.of(new ChangeMoveSelectorConfig(), new SwapMoveSelectorConfig()))
                                .withSelectedCountLimit(MOVES))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig()
                                .withAcceptorTypeList(List.of(AcceptorType.HILL_CLIMBING)))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                        .withTerminationConfig(new TerminationConfig().withStepCountLimit(STEPS))));
    }
}
