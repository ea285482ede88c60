package io.exaplan.engine.checker;

import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replays a plan against the raw problem: the last gate before publication.
 *
 * <p>It computes what jobs use by itself, second by second where something changes, and shares neither footprints nor
 * profiles nor eligibility with those who plan: a mistake of theirs is not repeated here.
 */
public final class PlanChecker {
    private PlanChecker() {}

    /**
     * Every rule the placements break, one violation for each rule and job, or rule and partition.
     *
     * @param problem what the plan was made from
     * @param placements placement by job id
     */
    public static List<Violation> check(PlanningProblem problem, Map<Long, Placement> placements) {
        return check(problem, placements, Map.of());
    }

    /**
     * The same for runs that may have started later than they were leased.
     *
     * @param leasedSeconds by run id, the second from which the plan counted with its run time; its start where it is not in it
     */
    public static List<Violation> check(
            PlanningProblem problem, Map<Long, Placement> placements, Map<String, Long> leasedSeconds) {
        List<Violation> found = broken(problem, placements);
        if (found.stream().noneMatch(Violation::inherited)) {
            return found;
        }
        PlanningProblem onTime = Overruns.endedInTime(problem, leasedSeconds);
        if (onTime.runs().equals(problem.runs())) {
            return found;
        }
        List<Violation> evenThen = broken(onTime, placements);
        return found.stream()
                .map(violation -> violation.inherited() && evenThen.stream().noneMatch(violation::isLike)
                        ? violation.byOverrun()
                        : violation)
                .toList();
    }

    private static List<Violation> broken(PlanningProblem problem, Map<Long, Placement> placements) {
        JobRules jobs = new JobRules(problem);
        List<Violation> violations = new ArrayList<>(jobs.check(placements));
        List<Standing> known = jobs.known(placements);
        violations.addAll(new CapacityRules(problem).check(known));
        List<Standing> promised =
                known.stream().filter(standing -> promised(problem, standing)).toList();
        List<Standing> planned =
                known.stream().filter(standing -> !promised(problem, standing)).toList();
        violations.addAll(new ReservationRules(problem, promised).check(planned));
        violations.addAll(new QuotaRules(problem, promised).check(planned));
        violations.addAll(new BudgetRules(problem, promised).check(planned));
        return violations;
    }

    /** A frozen start that stands as it stood: quotas, budgets and reservations that came since do not move it. */
    private static boolean promised(PlanningProblem problem, Standing standing) {
        return standing.placement().startSecond() < problem.frozenUntilSecond()
                && standing.placement()
                        .equals(problem.current().get(standing.job().id()));
    }

    /** Those of them that hold a plan back: what already runs or was promised is not among them. */
    public static List<Violation> checkPlan(PlanningProblem problem, Map<Long, Placement> placements) {
        return check(problem, placements).stream()
                .filter(violation -> !violation.inherited())
                .toList();
    }
}
