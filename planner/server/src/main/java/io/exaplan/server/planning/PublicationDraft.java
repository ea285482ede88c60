package io.exaplan.server.planning;

import io.exaplan.engine.model.CostTerm;
import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.PlanFigures;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version before it is adopted.
 *
 * @param problem the problem it was made from, as it is kept
 * @param gain null for a plan that no search made
 */
record PublicationDraft(
        PlanVersion.Cause cause,
        Receipt receipt,
        ProblemSnapshot problem,
        @Nullable Gain gain) {

    /** What a search began with and what it found, by constraint. */
    record Gain(Map<CostTerm, Long> before, Map<CostTerm, Long> found) {}

    /** For a plan that no search made. */
    static PublicationDraft opened(PlanVersion.Cause cause, PlanningProblem problem) {
        ProblemSnapshot snapshot = ProblemSnapshot.of(problem);
        return new PublicationDraft(
                cause,
                new Receipt(solverVersion(), "open", null, 0, true, problem.settings(), snapshot.sha256(), null),
                snapshot,
                null);
    }

    /** For what a search found. */
    static PublicationDraft searched(
            PlanningProblem problem,
            PlanningSettings weights,
            long seed,
            long steps,
            boolean endedBySteps,
            String score,
            Gain gain) {
        ProblemSnapshot snapshot = ProblemSnapshot.of(problem);
        return new PublicationDraft(
                PlanVersion.Cause.IMPROVEMENT,
                new Receipt(solverVersion(), "improve", seed, steps, endedBySteps, weights, snapshot.sha256(), score),
                snapshot,
                gain);
    }

    PlanVersion version(PlanningProblem plan, List<BrokenRule> broken) {
        Map<CostTerm, Long> adopted = new PlanFigures(plan, plan.current()).costs();
        List<TermCost> costs = gain == null ? TermCost.of(adopted) : TermCost.of(gain.before(), gain.found(), adopted);
        return new PlanVersion(cause, broken, PlanCost.of(adopted), costs, PlanKpis.of(plan), receipt);
    }

    /** The engine is part of the same program, so its version says which solver it was. */
    static String solverVersion() {
        @Nullable String version = PublicationDraft.class.getPackage().getImplementationVersion();
        return "exaplan " + (version == null ? "development" : version);
    }
}
