package io.exaplan.server.planning;

import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.time.Instant;
import java.util.List;

/**
 * Brings changed quotas, budgets, targets, reservations and datasets to the book, which re-plans what they touch. Belongs to the
 * planning thread.
 */
final class RulesIntake {
    private final TenantReader tenants;
    private final RulesReader rules;
    private List<TenantFacts> knownTenants;
    private RulesReader.Ruled known;
    private long readAgainSecond;

    /** @param opened what the book was opened with */
    RulesIntake(TenantReader tenants, RulesReader rules, PlanningProblem opened) {
        this.tenants = tenants;
        this.rules = rules;
        knownTenants = opened.tenants();
        known = new RulesReader.Ruled(opened.reservations(), opened.budgets(), opened.datasets(), opened.targets());
        readAgainSecond = readAgain(opened.nowSecond());
    }

    /** Whether what comes back has not been spelled out far enough ahead any more. */
    boolean runsOut(long nowSecond) {
        return nowSecond >= readAgainSecond;
    }

    void take(BookState state, Decisions decisions) {
        long second = state.nowSecond();
        List<TenantFacts> nowTenants = tenants.all();
        RulesReader.Ruled now = rules.read(Instant.ofEpochSecond(second), state.rows());
        if (!now.datasets().equals(known.datasets())) {
            decisions.moves(state.book().datasetsChanged(now.datasets()));
        }
        if (!now.reservations().equals(known.reservations())) {
            decisions.moves(state.book().reservationsChanged(now.reservations()));
        }
        if (!nowTenants.equals(knownTenants)
                || !stated(now.budgets()).equals(stated(known.budgets()))
                || !promised(now.targets()).equals(promised(known.targets()))) {
            decisions.moves(state.book().accountsChanged(nowTenants, now.budgets(), now.targets()));
        }
        knownTenants = nowTenants;
        known = now;
        readAgainSecond = readAgain(second);
    }

    private static long readAgain(long second) {
        return second + RulesReader.AHEAD.toSeconds();
    }

    /** Budgets without what was consumed, which the book counts itself. */
    private static List<BudgetFacts> stated(List<BudgetFacts> budgets) {
        return budgets.stream().map(each -> each.consumed(0)).toList();
    }

    /** Targets without what was attained, which the book counts itself; one without a beginning begins now, whenever it is read. */
    private static List<TargetFacts> promised(List<TargetFacts> targets) {
        return targets.stream().map(each -> each.attained(0)).toList();
    }
}
