package io.exaplan.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who may use how much. Tenants of one cohort share a {@link Group}; a tenant without a cohort is a group of its own and
 * has nobody to borrow from. Amounts are dense FP16/BF16 peak in MFLOPS (10^6), whole numbers: a PFLOPS is 10^9 of them.
 */
public final class Quotas {
    /** More than any city has, and small enough to be added up a few times. */
    static final long UNLIMITED = 1_000_000_000_000_000_000L;

    public static final double MFLOPS_PER_PFLOPS = 1e9;

    private final List<Group> groups;
    private final Map<Integer, Group> byTenant = new HashMap<>();

    private Quotas(List<Group> groups) {
        this.groups = List.copyOf(groups);
        groups.forEach(group -> group.members().keySet().forEach(tenant -> byTenant.put(tenant, group)));
    }

    /**
     * What one tenant may use.
     *
     * @param own what nobody else may use: its quota less what it lends
     * @param most its quota and what it may borrow
     */
    public record Member(long own, long most) {}

    /**
     * Tenants that lend to each other.
     *
     * @param id small and positive, in the order of the problem's tenants
     * @param name the cohort, or the tenant when it has none
     * @param members by tenant id
     * @param lent what all of them lend together
     * @param limited whether a quota limits anybody
     * @param meters the budgets and targets of its members
     */
    public record Group(
            int id, String name, Map<Integer, Member> members, long lent, boolean limited, List<Meter> meters) {
        public Group {
            members = Map.copyOf(members);
            meters = List.copyOf(meters);
        }

        Member member(int tenant) {
            Member member = members.get(tenant);
            if (member == null) {
                throw new IllegalArgumentException("Tenant %d is not in group (%s).".formatted(tenant, name));
            }
            return member;
        }
    }

    /** The quotas, budgets and targets of a problem. */
    public static Quotas of(PlanningProblem problem) {
        return of(problem.tenants(), problem.budgets(), problem.targets(), problem.nowSecond());
    }

    /** Quotas alone. */
    public static Quotas of(List<TenantFacts> tenants) {
        return of(tenants, List.of(), List.of(), 0);
    }

    /**
     * Groups in which nothing is limited or counted are left out.
     *
     * @param fromSecond from when on work is counted; what was before is stated
     */
    public static Quotas of(
            List<TenantFacts> stated, List<BudgetFacts> budgets, List<TargetFacts> targets, long fromSecond) {
        List<TenantFacts> tenants = known(stated, budgets, targets);
        Map<String, List<TenantFacts>> cohorts = new TreeMap<>();
        for (TenantFacts tenant : tenants) {
            String key = tenant.cohort().isEmpty() ? "tenant " + tenant.id() : "cohort " + tenant.cohort();
            cohorts.computeIfAbsent(key, absent -> new ArrayList<>()).add(tenant);
        }
        List<Group> groups = new ArrayList<>();
        for (List<TenantFacts> cohort : cohorts.values()) {
            boolean limited = cohort.stream().anyMatch(tenant -> !Double.isInfinite(tenant.nominalPflops()));
            List<Meter> meters = meters(cohort, budgets, targets, fromSecond);
            if (limited || !meters.isEmpty()) {
                groups.add(group(groups.size() + 1, cohort, limited, meters));
            }
        }
        return new Quotas(groups);
    }

    /** Tenants that have a budget or a target and are not stated own no quota that limits them. */
    private static List<TenantFacts> known(
            List<TenantFacts> stated, List<BudgetFacts> budgets, List<TargetFacts> targets) {
        Map<Integer, TenantFacts> tenants = new LinkedHashMap<>();
        stated.forEach(tenant -> tenants.put(tenant.id(), tenant));
        budgets.forEach(budget -> tenants.computeIfAbsent(budget.tenant(), Quotas::unlimited));
        for (TargetFacts target : targets) {
            if (target.tenantOrNull() != null) {
                tenants.computeIfAbsent(target.tenantOrNull(), Quotas::unlimited);
            }
        }
        return List.copyOf(tenants.values());
    }

    private static TenantFacts unlimited(int tenant) {
        double any = Double.POSITIVE_INFINITY;
        return new TenantFacts(tenant, "tenant " + tenant, "", any, any, any, 1);
    }

    private static List<Meter> meters(
            List<TenantFacts> cohort, List<BudgetFacts> budgets, List<TargetFacts> targets, long fromSecond) {
        List<Meter> meters = new ArrayList<>();
        for (BudgetFacts budget : budgets) {
            if (cohort.stream().anyMatch(tenant -> tenant.id() == budget.tenant())) {
                meters.add(Meter.of(budget, fromSecond));
            }
        }
        for (TargetFacts target : targets) {
            Set<Integer> counted =
                    cohort.stream().filter(target::counts).map(TenantFacts::id).collect(Collectors.toSet());
            if (!counted.isEmpty()) {
                meters.add(Meter.of(target, counted, fromSecond));
            }
        }
        return meters;
    }

    /** Every limited group, by id. */
    public List<Group> groups() {
        return groups;
    }

    /** The group that limits a tenant, empty when nothing does. */
    public Optional<Group> of(int tenant) {
        return Optional.ofNullable(byTenant.get(tenant));
    }

    /** What runs and nothing else use, by group id. */
    public Map<Integer, QuotaUse> used(PlanningProblem problem) {
        Map<Integer, QuotaUse> uses = new TreeMap<>();
        groups.forEach(group -> uses.put(group.id(), QuotaUse.none(group)));
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        CityHours hours = CityHours.of(problem);
        for (RunFacts run : problem.runs()) {
            PartitionFacts partition = partitions.get(run.placement().partition());
            Group group = byTenant.get(run.job().tenant());
            if (partition != null && group != null) {
                Footprint use = Footprint.of(run, partition, hours);
                uses.computeIfPresent(group.id(), (id, used) -> used.plus(use));
            }
        }
        return uses;
    }

    private static Group group(int id, List<TenantFacts> tenants, boolean limited, List<Meter> meters) {
        Map<Integer, Member> members = new HashMap<>();
        long lent = 0;
        for (TenantFacts tenant : tenants) {
            long nominal = mflops(tenant.nominalPflops());
            long lends = Math.min(nominal, mflops(tenant.lendingLimitPflops()));
            long most = Math.min(UNLIMITED, nominal + mflops(tenant.borrowingLimitPflops()));
            members.put(tenant.id(), new Member(nominal - lends, most));
            lent = Math.min(UNLIMITED, lent + lends);
        }
        TenantFacts first = tenants.getFirst();
        return new Group(id, first.cohort().isEmpty() ? first.key() : first.cohort(), members, lent, limited, meters);
    }

    private static long mflops(double pflops) {
        return (long) Math.clamp(pflops * MFLOPS_PER_PFLOPS, 0.0, (double) UNLIMITED);
    }
}
