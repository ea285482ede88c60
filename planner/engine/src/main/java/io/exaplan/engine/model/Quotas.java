package io.exaplan.engine.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may use how much. Tenants of one cohort share a {@link Group}; a tenant without a cohort is a group of its own and
 * has nobody to borrow from. Amounts are dense FP16/BF16 peak in MFLOPS (10^6), whole numbers: a PFLOPS is 10^9 of them.
 */
public final class Quotas {
    /** More than any city has, and small enough to be added up a few times. */
    static final long UNLIMITED = 1_000_000_000_000_000_000L;

    private static final double MFLOPS_PER_PFLOPS = 1e9;

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
     */
    public record Group(int id, String name, Map<Integer, Member> members, long lent) {
        public Group {
            members = Map.copyOf(members);
        }

        Member member(int tenant) {
            Member member = members.get(tenant);
            if (member == null) {
                throw new IllegalArgumentException("Tenant %d is not in group (%s).".formatted(tenant, name));
            }
            return member;
        }
    }

    /** The quotas of a problem; groups in which nothing is limited are left out. */
    public static Quotas of(List<TenantFacts> tenants) {
        Map<String, List<TenantFacts>> cohorts = new TreeMap<>();
        for (TenantFacts tenant : tenants) {
            String key = tenant.cohort().isEmpty() ? "tenant " + tenant.id() : "cohort " + tenant.cohort();
            cohorts.computeIfAbsent(key, absent -> new ArrayList<>()).add(tenant);
        }
        List<Group> groups = new ArrayList<>();
        for (List<TenantFacts> cohort : cohorts.values()) {
            if (cohort.stream().anyMatch(tenant -> !Double.isInfinite(tenant.nominalPflops()))) {
                groups.add(group(groups.size() + 1, cohort));
            }
        }
        return new Quotas(groups);
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

    private static Group group(int id, List<TenantFacts> tenants) {
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
        return new Group(id, first.cohort().isEmpty() ? first.key() : first.cohort(), members, lent);
    }

    private static long mflops(double pflops) {
        return (long) Math.clamp(pflops * MFLOPS_PER_PFLOPS, 0.0, (double) UNLIMITED);
    }
}
