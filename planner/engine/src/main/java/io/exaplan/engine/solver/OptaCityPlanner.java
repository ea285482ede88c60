package io.exaplan.engine.solver;

import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolutionUpdatePolicy;
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
    private final Regions.Size regions;

    OptaCityPlanner(EnvironmentMode mode) {
        this(mode, Regions.Size.STANDARD);
    }

    OptaCityPlanner(EnvironmentMode mode, Regions.Size regions) {
        this.mode = mode;
        this.regions = regions;
    }

    @Override
    public ImprovedPlan improve(PlanningProblem problem, Budget budget, SearchListener listener) {
        long began = System.nanoTime();
        ProblemReading reading = new ProblemReading(problem);
        CityPlan plan = reading.plan();
        Construction.complete(plan);
        Progress progress = new Progress(listener);
        Budget left = budget.after(System.nanoTime() - began);
        CityPlan best;
        if (plan.jobs().isEmpty() || budget.steps() == 0) {
            best = scored(plan, left);
        } else {
            best = plan.jobs().size() <= regions.whole()
                    ? search(plan, left, progress)
                    : searchInTurn(plan, left, progress);
        }
        Map<Long, Placement> placements = new HashMap<>(reading.frozen());
        for (JobPlan job : best.jobs()) {
            if (job.placed()) {
                placements.put(job.id(), job.start());
            }
        }
        return new ImprovedPlan(problem, placements, String.valueOf(best.score()), progress.steps);
    }

    /** Part after part, each for so many steps, until the budget is used up. */
    private CityPlan searchInTurn(CityPlan plan, Budget budget, Progress progress) {
        long began = System.nanoTime();
        Regions parts = new Regions(plan, regions, budget.seed());
        Random seeds = new Random(budget.seed());
        int fruitless = 0;
        while (progress.steps < budget.steps()
                && !progress.ended
                && fruitless < plan.uses().size()) {
            long spent = (System.nanoTime() - began) / 1_000_000;
            if (spent >= budget.wallMillis()) {
                break;
            }
            CityPlan part = parts.next();
            int steps = (int) Math.min(regions.steps(), budget.steps() - progress.steps);
            long before = progress.steps;
            if (!part.jobs().isEmpty()) {
                long millis = budget.wallMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : budget.wallMillis() - spent;
                parts.bringBack(
                        search(part, new Budget(steps, millis, seeds.nextLong(), budget.moveThreads()), progress));
            }
            fruitless = progress.steps == before ? fruitless + 1 : 0;
        }
        return scored(plan, budget);
    }

    /** A plan nobody searches has a score as well, the one a search without a step ends with. */
    private CityPlan scored(CityPlan plan, Budget budget) {
        SolutionManager.<CityPlan, HardMediumSoftLongScore>create(SolverFactory.create(config(budget)))
                .update(plan, SolutionUpdatePolicy.UPDATE_SCORE_ONLY);
        return plan;
    }

    CityPlan search(CityPlan plan, Budget budget, Progress progress) {
        DefaultSolver<CityPlan> solver = (DefaultSolver<CityPlan>)
                SolverFactory.<CityPlan>create(config(budget)).buildSolver();
        progress.follow(solver);
        return solver.solve(plan);
    }

    private SolverConfig config(Budget budget) {
        return rules(mode)
                .withRandomSeed(budget.seed())
                .withMoveThreadCount(
                        budget.moveThreads() == 0
                                ? SolverConfig.MOVE_THREAD_COUNT_NONE
                                : Integer.toString(budget.moveThreads()))
                .withTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(budget.wallMillis()))
                .withPhaseList(List.of(localSearch(budget)));
    }

    /** The plan and its rules, without a search. */
    static SolverConfig rules(EnvironmentMode mode) {
        return new SolverConfig()
                .withEnvironmentMode(mode)
                .withSolutionClass(CityPlan.class)
                .withEntityClasses(JobPlan.class, PartitionUse.class, QuotaLedger.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withConstraintProviderClass(CityPlanConstraints.class));
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
        private long stepsBefore;
        private boolean ended;

        Progress(SearchListener listener) {
            this.listener = listener;
        }

        void follow(DefaultSolver<CityPlan> solver) {
            this.solver = solver;
            stepsBefore = steps;
            solver.addPhaseLifecycleListener(this);
        }

        @Override
        public void stepEnded(AbstractStepScope<CityPlan> step) {
            steps = stepsBefore + step.getStepIndex() + 1L;
            if (Boolean.TRUE.equals(step.getBestScoreImproved())) {
                listener.improved(String.valueOf(step.getScore()), steps);
            }
            if (solver != null && listener.cancelled()) {
                ended = true;
                solver.terminateEarly();
            }
        }
    }
}
