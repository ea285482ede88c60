package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import io.exaplan.engine.solver.SearchListener;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Searches for better plans on a thread of its own, from a snapshot of the book, and brings what it finds back to the
 * planning thread. It rests while nothing waits, and while nothing has changed since a search that found nothing.
 */
final class Improvements extends WhileLeading {
    private static final Logger log = LoggerFactory.getLogger(Improvements.class);

    /** What became of a search. */
    sealed interface Outcome {
        /** Nothing waits, or nothing has changed. */
        record NothingToDo() implements Outcome {}

        /** What it found gains too little. */
        record Declined(PlanCost before, PlanCost after) implements Outcome {}

        record Published(long version, int moved, PlanCost before, PlanCost after) implements Outcome {}
    }

    private record Look(PlanningProblem problem, long bookRevision) {
        Fruitless fruitless() {
            return new Fruitless(bookRevision, problem.settings());
        }
    }

    /** Where a search found nothing: another would find nothing either. A book opened with other weights counts anew. */
    private record Fruitless(long bookRevision, PlanningSettings weights) {}

    private final PlanningLoop loop;
    private final CityPlanner planner;
    private final ImprovementSettings settings;
    private final PlanningMetrics metrics;
    private @Nullable Fruitless fruitless;

    Improvements(
            PlanningLoop loop,
            LeadershipKeeper leadership,
            CityPlanner planner,
            ImprovementSettings settings,
            PlanningMetrics metrics) {
        super(leadership, "improvement", settings.enabled(), settings.period(), settings.niceness());
        this.loop = loop;
        this.planner = planner;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** One search, from snapshot to publication. */
    Outcome improve() throws InterruptedException, ExecutionException {
        Look look =
                loop.ask(book -> new Look(book.snapshot(), book.bookRevision())).get();
        if (look.problem().jobs().isEmpty() || look.fruitless().equals(fruitless)) {
            return new Outcome.NothingToDo();
        }
        long begun = System.nanoTime();
        long seed = look.bookRevision();
        Budget budget = new Budget(settings.steps(), settings.wall().toMillis(), seed, settings.moveThreads());
        ImprovedPlan found = planner.improve(look.problem(), budget, whileLeading());
        metrics.searched(System.nanoTime() - begun, found.steps());
        Outcome outcome = publish(look.problem(), found, seed);
        fruitless = outcome instanceof Outcome.Published ? null : look.fruitless();
        return outcome;
    }

    private Outcome publish(PlanningProblem problem, ImprovedPlan found, long seed)
            throws InterruptedException, ExecutionException {
        PublicationDraft.Gain gain = new PublicationDraft.Gain(
                new PlanFigures(problem, problem.current()).costs(),
                new PlanFigures(problem, found.placements()).costs());
        PlanCost before = PlanCost.of(gain.before());
        PlanCost after = PlanCost.of(gain.found());
        if (!gainsEnough(before, after)) {
            return new Outcome.Declined(before, after);
        }
        boolean endedBySteps = found.steps() >= settings.steps();
        PublicationDraft draft = PublicationDraft.searched(
                problem, problem.settings(), seed, found.steps(), endedBySteps, found.score(), gain);
        return loop.ask(book -> book.adopt(found, draft)).get();
    }

    private boolean gainsEnough(PlanCost before, PlanCost after) {
        if (after.unplaced() != before.unplaced()) {
            return after.unplaced() < before.unplaced();
        }
        return before.soft() - after.soft() > settings.minimumGain() * before.soft();
    }

    private SearchListener whileLeading() {
        return new SearchListener() {
            @Override
            public boolean cancelled() {
                return shouldEnd();
            }
        };
    }

    @Override
    void once() throws InterruptedException, ExecutionException {
        Outcome outcome = improve();
        log.debug("Search: {}", outcome);
        metrics.improved(outcome);
    }
}
