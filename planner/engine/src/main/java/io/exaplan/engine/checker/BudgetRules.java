package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * Whether tenants do more work within a window than their budgets pay for. What runs alone overdraw is reported as such; the
 * plan must not add to it.
 */
final class BudgetRules {
    /** PFLOPS-days that are rounding. */
    private static final double ROUNDING = 3e-6;

    /** GFLOPS-seconds of a PFLOPS-day. */
    private static final double PER_PFLOPS_DAY = 1e6 * 86_400;

    private final PlanningProblem problem;
    private final List<Standing> promised;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();

    /** @param promised starts that count as if they ran */
    BudgetRules(PlanningProblem problem, List<Standing> promised) {
        this.problem = problem;
        this.promised = promised;
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
    }

    List<Violation> check(List<Standing> planned) {
        List<Violation> violations = new ArrayList<>();
        for (BudgetFacts budget : problem.budgets()) {
            Set<Long> jobs = new HashSet<>();
            double plan = 0;
            for (Standing standing : planned) {
                double charge = standing.job().tenant() == budget.tenant() ? charge(budget, standing) : 0;
                if (charge > 0) {
                    jobs.add(standing.job().id());
                    plan += charge;
                }
            }
            double running = budget.consumedPflopsDays() + running(budget);
            boolean byRuns = plan == 0;
            if (running + plan > budget.pflopsDays() + ROUNDING) {
                violations.add(new Violation(Rule.BUDGET, budget.id(), jobs, byRuns, detail(budget, running, plan)));
            }
        }
        return violations;
    }

    private static String detail(BudgetFacts budget, double running, double plan) {
        return "budget (%s) of tenant %d until %s: %.6f PFLOPS-days, consumed and running are %.6f, planned are %.6f"
                .formatted(
                        budget.id(),
                        budget.tenant(),
                        Seconds.text(budget.window().untilSecond()),
                        budget.pflopsDays(),
                        running,
                        plan);
    }

    private double running(BudgetFacts budget) {
        double sum = 0;
        for (RunFacts run : problem.runs()) {
            PartitionFacts partition = partitions.get(run.placement().partition());
            if (partition != null && run.job().tenant() == budget.tenant()) {
                sum += charge(budget, CapacityRules.standing(run, partition));
            }
        }
        for (Standing standing : promised) {
            sum += standing.job().tenant() == budget.tenant() ? charge(budget, standing) : 0;
        }
        return sum;
    }

    /** What a stay takes of a budget from now on, in PFLOPS-days. */
    private double charge(BudgetFacts budget, Standing standing) {
        Ledger ledger = new Ledger();
        long perGang =
                (long) standing.placement().width() * standing.job().shape().milliDevices();
        ledger.add(standing, perGang, problem.zone(), problem.nowSecond(), problem.horizonSecond());
        long from = Math.max(problem.nowSecond(), budget.window().fromSecond());
        long until = budget.window().untilSecond();
        NavigableMap<Long, Long> sums = ledger.sums();
        double milliDeviceSeconds = 0;
        for (Map.Entry<Long, Long> step : sums.entrySet()) {
            Map.Entry<Long, Long> next = sums.higherEntry(step.getKey());
            long end = next == null ? until : Math.min(until, next.getKey());
            milliDeviceSeconds += (double) step.getValue() * Math.max(0, end - Math.max(from, step.getKey()));
        }
        return milliDeviceSeconds * standing.partition().peakTflops().orElse(0) / PER_PFLOPS_DAY;
    }
}
