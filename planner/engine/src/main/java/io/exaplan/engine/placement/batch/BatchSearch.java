package io.exaplan.engine.placement.batch;

import java.util.List;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.AcceptorType;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.optaplanner.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/**
 * Local search by OptaPlanner that climbs and walks along level ground: a move is made unless it makes the score worse; only
 * where a step has tried all its moves in vain, the least bad is made. What it returns is the best plan it met.
 *
 * @param moves proposed
 * @param steps at most
 * @param seed of the search, which ends by steps and so can be repeated
 * @param mode of assertions
 */
record BatchSearch(
        Class<? extends MoveIteratorFactory<BatchPlan, SeatMove>> moves, int steps, long seed, EnvironmentMode mode) {

    /** The best plan met, the given one if there is no better. */
    BatchPlan improve(BatchPlan plan) {
        return SolverFactory.<BatchPlan>create(config()).buildSolver().solve(plan);
    }

    private SolverConfig config() {
        return new SolverConfig()
                .withEnvironmentMode(mode)
                .withRandomSeed(seed)
                .withSolutionClass(BatchPlan.class)
                .withEntityClasses(BatchWorker.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(BatchScore.class))
                .withPhaseList(List.of(new LocalSearchPhaseConfig()
                        .withMoveSelectorConfig(new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(moves))
                        .withAcceptorConfig(new LocalSearchAcceptorConfig()
                                .withAcceptorTypeList(List.of(AcceptorType.HILL_CLIMBING)))
                        .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                        .withTerminationConfig(new TerminationConfig().withStepCountLimit(steps))));
    }
}
