package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.TenantFacts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What runs and the plan use of every quota. */
final class QuotaBook {
    private final Quotas quotas;

    /** What runs use, by group. */
    private final Map<Integer, QuotaUse> base = new TreeMap<>();

    /** What runs and the plan use, by group. */
    private final Map<Integer, QuotaUse> used = new TreeMap<>();

    /** What each run was charged, so that exactly this is given back. */
    private final Map<String, Footprint> runs = new HashMap<>();

    QuotaBook(List<TenantFacts> tenants) {
        quotas = Quotas.of(tenants);
        quotas.groups().forEach(group -> {
            base.put(group.id(), QuotaUse.none(group));
            used.put(group.id(), QuotaUse.none(group));
        });
    }

    /** A copy of what runs use, by group: where a plan is laid anew. */
    Map<Integer, QuotaUse> base() {
        return new TreeMap<>(base);
    }

    Collection<Integer> groups() {
        return base.keySet();
    }

    /** The group that limits a tenant, null when nothing does. */
    @Nullable
    Integer groupOf(int tenant) {
        return quotas.of(tenant).map(Quotas.Group::id).orElse(null);
    }

    /** What runs and the plan use of what limits a tenant, null when nothing does. */
    @Nullable
    QuotaUse usedFor(int tenant) {
        Integer group = groupOf(tenant);
        return group == null ? null : used.get(group);
    }

    /** The most a tenant could use if nobody used anything, in MFLOPS; {@link Long#MAX_VALUE} without a limit. */
    long most(int tenant) {
        return quotas.of(tenant)
                .map(group -> QuotaUse.none(group).headroom(tenant).at(0))
                .orElse(Long.MAX_VALUE);
    }

    @Nullable
    Profile headroom(JobFacts job) {
        QuotaUse use = usedFor(job.tenant());
        return use == null ? null : use.headroom(job.tenant());
    }

    /** The headroom of a planned job if it had no start. */
    @Nullable
    Profile headroomWithout(Planned plan) {
        QuotaUse use = usedFor(plan.job().tenant());
        return use == null
                ? null
                : use.minus(plan.footprint()).headroom(plan.job().tenant());
    }

    boolean holds(Footprint footprint) {
        QuotaUse use = usedFor(footprint.tenant());
        return use == null || use.holds(footprint);
    }

    /** Whether it would hold one more if others were not there. */
    boolean holdsWithout(Footprint footprint, Collection<Footprint> gone) {
        QuotaUse use = usedFor(footprint.tenant());
        if (use == null) {
            return true;
        }
        for (Footprint other : gone) {
            use = use.group().members().containsKey(other.tenant()) ? use.minus(other) : use;
        }
        return use.holds(footprint);
    }

    /** What a run was charged, null when nothing. */
    @Nullable
    Footprint chargeOf(String runId) {
        return runs.get(runId);
    }

    void hold(String runId, Footprint footprint) {
        Integer group = groupOf(footprint.tenant());
        if (group != null) {
            runs.put(runId, footprint);
            base.computeIfPresent(group, (id, use) -> use.plus(footprint));
            used.computeIfPresent(group, (id, use) -> use.plus(footprint));
        }
    }

    void release(String runId) {
        Footprint footprint = runs.remove(runId);
        if (footprint != null) {
            quotas.of(footprint.tenant()).ifPresent(group -> {
                base.computeIfPresent(group.id(), (id, use) -> use.minus(footprint));
                used.computeIfPresent(group.id(), (id, use) -> use.minus(footprint));
            });
        }
    }

    void place(Planned plan) {
        quotas.of(plan.job().tenant())
                .ifPresent(group -> used.computeIfPresent(group.id(), (id, use) -> use.plus(plan.footprint())));
    }

    void unplace(Planned plan) {
        quotas.of(plan.job().tenant())
                .ifPresent(group -> used.computeIfPresent(group.id(), (id, use) -> use.minus(plan.footprint())));
    }

    /** The first second at which the plan makes a group use more than it may. */
    OptionalLong firstConflict(int group, long fromSecond) {
        QuotaUse use = used.get(group);
        QuotaUse runsOnly = base.get(group);
        return use == null || runsOnly == null ? OptionalLong.empty() : use.firstConflict(runsOnly, fromSecond);
    }

    void forgetBefore(long second) {
        base.replaceAll((id, use) -> use.since(second));
        used.replaceAll((id, use) -> use.since(second));
    }
}
