package io.exaplan.benchmarks;

import io.exaplan.benchmarks.BoundingProgram.Amount;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.Allowance;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of quota and budgets, in TFLOPS-seconds.
 *
 * <p>Quota: at every moment a tenant uses no more than it may at most, and the tenants of a group together no more than what is
 * their own and what all of them lend; so over a segment no more than that times its length. What runs use of it is not taken
 * off: where they use more than they may, others keep what is their own, and a sum over time would count the excess twice. Budgets: only
 * those whose window holds all segments; a job that ends within them is charged for all it does there.
 */
final class AccountRows {
    private final BoundingProgram program;
    private final List<TimeWindow> segments;
    private final Quotas quotas;
    private final Map<Integer, List<Integer>> budgets = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();

    AccountRows(PlanningProblem problem, BoundingProgram program, List<TimeWindow> segments) {
        this.program = program;
        this.segments = List.copyOf(segments);
        this.quotas = Quotas.of(problem);
        Map<Integer, QuotaUse> used = quotas.used(problem);
        problem.tenants()
                .forEach(tenant -> quotas.of(tenant.id())
                        .ifPresent(group -> budgets.put(
                                tenant.id(),
                                budgetsOf(used.getOrDefault(group.id(), QuotaUse.none(group)), tenant.id()))));
    }

    private List<Integer> budgetsOf(QuotaUse used, int tenant) {
        List<Integer> found = new ArrayList<>();
        for (Allowance.Left left : used.allowance(tenant).budgets()) {
            TimeWindow window = left.meter().window();
            if (window.fromSecond() <= segments.getFirst().fromSecond()
                    && window.untilSecond() >= segments.getLast().untilSecond()) {
                double most = Math.max(0, left.gflopsSeconds() / 1000.0);
                found.add(program.row(left.meter().id(), most, Math.max(1, most)));
            }
        }
        return found;
    }

    /** Whether a tenant may ever hold a gang of so many TFLOPS: at no moment may it use more than it may at most. */
    boolean allows(int tenant, double tflops) {
        return quotas.of(tenant)
                .filter(Quotas.Group::limited)
                .map(group -> tflops * 1e6 <= most(group, tenant))
                .orElse(true);
    }

    /** What a tenant takes that does so much work within a segment, in TFLOPS-seconds. */
    List<Amount> of(int tenant, int segment, double work) {
        List<Amount> amounts = new ArrayList<>();
        budgets.getOrDefault(tenant, List.of()).forEach(row -> amounts.add(new Amount(row, work)));
        quotas.of(tenant).filter(Quotas.Group::limited).ifPresent(group -> {
            amounts.add(new Amount(tenantRow(group, tenant, segment), work));
            amounts.add(new Amount(groupRow(group, segment), work));
        });
        return amounts;
    }

    private int tenantRow(Quotas.Group group, int tenant, int segment) {
        return rows.computeIfAbsent(
                "tenant %d in segment %d".formatted(tenant, segment),
                name -> quotaRow(name, (double) most(group, tenant), segment));
    }

    private int groupRow(Quotas.Group group, int segment) {
        return rows.computeIfAbsent("group %d in segment %d".formatted(group.id(), segment), name -> {
            double all = group.lent();
            for (Quotas.Member member : group.members().values()) {
                all += member.own();
            }
            return quotaRow(name, all, segment);
        });
    }

    private int quotaRow(String name, double mflops, int segment) {
        double capacity = mflops / 1e6 * segments.get(segment).seconds();
        return program.row(name, capacity, Math.max(1, capacity));
    }

    private static long most(Quotas.Group group, int tenant) {
        Quotas.Member member = group.members().get(tenant);
        if (member == null) {
            throw new IllegalArgumentException("Tenant %d is not in group (%s).".formatted(tenant, group.name()));
        }
        return member.most();
    }
}
