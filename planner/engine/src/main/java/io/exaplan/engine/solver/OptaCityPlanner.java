package io.exaplan.engine.solver;

import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import org.optaplanner.core.config.localsearch.LocalSearchPhaseConfig;
import org.optaplanner.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import org.optaplanner.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import org.optaplanner.core.config.score.director.ScoreDirectorFactoryConfig;
import org.optaplanner.core.config.solver.EnvironmentMode;
import org.optaplanner.core.config.solver.SolverConfig;
import org.optaplanner.core.config.solver.termination.TerminationConfig;
import org.optaplanner.core.impl.phase.event.PhaseLifecycleListenerAdapter;
import org.optaplanner.core.impl.phase.scope.AbstractStepScope;
import org.optaplanner.core.impl.solver.DefaultSolver;

/** The city plan in OptaPlanner: constructed by density, then improved by local search over feasible moves. */
final class OptaCityPlanner implements CityPlanner {
    /** How many steps back a plan is compared with: enough to climb out of small pits. */
    private static final int LATE_ACCEPTANCE = 200;

    private final EnvironmentMode mode;

    OptaCityPlanner(EnvironmentMode mode) {
        this.mode = mode;
    }

    @Override
    public ImprovedPlan improve(PlanningProblem problem, Budget budget, SearchListener listener) {
        long began = System.nanoTime();
        ProblemReading reading = new ProblemReading(problem);
        CityPlan plan = reading.plan();
        Construction.complete(plan);
        Progress progress = new Progress(listener);
        CityPlan best = plan.jobs().isEmpty() || budget.steps() == 0
                ? plan
                : search(plan, budget.after(System.nanoTime() - began), progress);
        Map<Long, Placement> placements = new HashMap<>(reading.frozen());
        for (JobPlan job : best.jobs()) {
            if (job.placed()) {
                placements.put(job.id(), job.start());
            }
        }
        return new ImprovedPlan(problem, placements, String.valueOf(best.score()), progress.steps);
    }

    CityPlan search(CityPlan plan, Budget budget, Progress progress) {
        DefaultSolver<CityPlan> solver = (DefaultSolver<CityPlan>)
                SolverFactory.<CityPlan>create(config(budget)).buildSolver();
        progress.follow(solver);
        return solver.solve(plan);
    }

    private SolverConfig config(Budget budget) {
        return new SolverConfig()
                .withEnvironmentMode(mode)
                .withRandomSeed(budget.seed())
                .withMoveThreadCount(
                        budget.moveThreads() == 0
                                ? SolverConfig.MOVE_THREAD_COUNT_NONE
                                : Integer.toString(budget.moveThreads()))
                .withSolutionClass(CityPlan.class)
                .withEntityClasses(JobPlan.class, PartitionUse.class, QuotaLedger.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withConstraintProviderClass(CityPlanConstraints.class))
                .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(budget.wallMillis()))
                .withPhaseList(List.of(localSearch(budget)));
    }

    private static LocalSearchPhaseConfig localSearch(Budget budget) {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(
                        new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(FeasibleMoves.class))
                .withAcceptorConfig(new LocalSearchAcceptorConfig().withLateAcceptanceSize(LATE_ACCEPTANCE))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1))
                .withTerminationConfig(new TerminationConfig().withStepCountLimit(budget.steps()));
    }

    /** Counts steps, passes on what is found, and ends the search when it is told to. */
    static final class Progress extends PhaseLifecycleListenerAdapter<CityPlan> {
        private final SearchListener listener;
        private @Nullable DefaultSolver<CityPlan> solver;
        private long steps;

        Progress(SearchListener listener) {
            this.listener = listener;
        }

        void follow(DefaultSolver<CityPlan> solver) {
            this.solver = solver;
            solver.addPhaseLifecycleListener(this);
        }

        @Override
        public void stepEnded(AbstractStepScope<CityPlan> step) {
            steps = step.getStepIndex() + 1L;
            if (Boolean.TRUE.equals(step.getBestScoreImproved())) {
                listener.improved(String.valueOf(step.getScore()), steps);
            }
            if (solver != null && listener.cancelled()) {
                solver.terminateEarly();
            }
        }
    }
}
