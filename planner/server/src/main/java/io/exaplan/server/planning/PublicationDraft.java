package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version before it is adopted.
 *
 * @param problem the problem it was made from, as it is kept
 */
record PublicationDraft(PlanVersion.Cause cause, Receipt receipt, ProblemSnapshot problem) {

    /** For a plan that no search made. */
    static PublicationDraft opened(PlanVersion.Cause cause, PlanningProblem problem) {
        ProblemSnapshot snapshot = ProblemSnapshot.of(problem);
        return new PublicationDraft(
                cause,
                new Receipt(solverVersion(), "open", null, 0, true, problem.settings(), snapshot.sha256(), null),
                snapshot);
    }

    /** For what a search found. */
    static PublicationDraft searched(
            PlanningProblem problem,
            PlanningSettings weights,
            long seed,
            long steps,
            boolean endedBySteps,
            String score) {
        ProblemSnapshot snapshot = ProblemSnapshot.of(problem);
        return new PublicationDraft(
                PlanVersion.Cause.IMPROVEMENT,
                new Receipt(solverVersion(), "improve", seed, steps, endedBySteps, weights, snapshot.sha256(), score),
                snapshot);
    }

    PlanVersion version(PlanningProblem plan, int violations) {
        PlanCost cost = PlanKpis.cost(plan);
        return new PlanVersion(cause, violations, cost, PlanKpis.of(plan), receipt);
    }

    /** The engine is part of the same program, so its version says which solver it was. */
    static String solverVersion() {
        @Nullable String version = PublicationDraft.class.getPackage().getImplementationVersion();
        return "exaplan " + (version == null ? "development" : version);
    }
}
