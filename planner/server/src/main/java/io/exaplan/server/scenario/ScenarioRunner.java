package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.SearchListener;
import io.exaplan.server.queue.Interrupted;
import io.exaplan.server.queue.WorkQueue;
import io.exaplan.server.queue.WorkState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plans a run: both worlds of every seed, one search after the other, so that a run takes one core. A replica that takes up
 * a run another one began starts it from its base again and finds the same.
 */
@Component
class ScenarioRunner {
    private static final Logger log = LoggerFactory.getLogger(ScenarioRunner.class);

    private final ScenarioRunStore runs;
    private final Worlds worlds;
    private final CityPlanner planner;
    private final ScenarioEvents events;
    private final ScenarioSettings settings;

    ScenarioRunner(
            ScenarioRunStore runs,
            Worlds worlds,
            CityPlanner planner,
            ScenarioEvents events,
            ScenarioSettings settings) {
        this.runs = runs;
        this.worlds = worlds;
        this.planner = planner;
        this.events = events;
        this.settings = settings;
    }

    /** @param stopping whether this replica is about to end */
    void run(long id, BooleanSupplier stopping) {
        ScenarioRun run = runs.find(id).orElse(null);
        if (run == null || run.state().ended()) {
            return;
        }
        if (run.attempts() >= WorkQueue.MOST_ATTEMPTS) {
            end(
                    run,
                    WorkState.FAILED,
                    null,
                    "It was begun %d times and no replica came to its end.\nMaybe it needs more memory than there is: plan fewer jobs, or a nearer horizon."
                            .formatted(run.attempts()));
            return;
        }
        runs.begin(id);
        events.changed(run, WorkState.RUNNING, 0);
        try {
            end(run, WorkState.SUCCEEDED, planned(run, stopping), null);
        } catch (Interrupted e) {
            throw e;
        } catch (HeapWatch.Full e) {
            end(run, WorkState.FAILED, null, String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            end(run, WorkState.CANCELLED, null, null);
        } catch (Worlds.Unfit e) {
            end(run, WorkState.FAILED, null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("Scenario run {} failed", id, e);
            end(run, WorkState.FAILED, null, "The planner failed at it: %s".formatted(e.getMessage()));
        }
    }

    private ScenarioRun.Result planned(ScenarioRun run, BooleanSupplier stopping) {
        PlanningProblem base = worlds.base(run);
        Watch watch = new Watch(run, runs, events, stopping, new HeapWatch(settings.heapShare()));
        List<Outcome> baseline = new ArrayList<>();
        List<Outcome> scenario = new ArrayList<>();
        List<JobMoves.Pair> pairs = new ArrayList<>();
        for (long seed : run.seeds()) {
            PlannedWorld without = planned(run, base, ScenarioRun.Side.BASELINE, seed, watch);
            PlannedWorld with = planned(run, base, ScenarioRun.Side.SCENARIO, seed, watch);
            baseline.add(without.outcome());
            scenario.add(with.outcome());
            pairs.add(new JobMoves.Pair(without, with));
        }
        JobMoves moves = JobMoves.of(pairs, settings.listedJobs());
        return new ScenarioRun.Result(baseline, scenario, Comparison.of(baseline, scenario, moves));
    }

    private PlannedWorld planned(ScenarioRun run, PlanningProblem base, ScenarioRun.Side side, long seed, Watch watch) {
        Budget budget = new Budget(run.steps(), settings.wall().toMillis(), seed, 0);
        SearchListener listener = watch.of(seed, side);
        PlannedWorld planned =
                PlannedWorld.of(worlds.world(run, base, side, seed), planner, budget, listener, run.mode());
        watch.solved();
        return planned;
    }

    private void end(ScenarioRun run, WorkState state, ScenarioRun.@Nullable Result result, @Nullable String failure) {
        runs.end(run.id(), state, result, failure);
        events.changed(run, state, run.seeds().size() * 2);
        log.info("Scenario run {} ({}): {}", run.id(), run.name(), state);
    }
}
