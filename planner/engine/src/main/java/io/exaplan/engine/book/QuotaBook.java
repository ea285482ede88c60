package io.exaplan.engine.book;

import io.exaplan.engine.model.Allowance;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Meter;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
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

    /** What ended runs count by each meter of a group since the book was opened; what they counted before is stated. */
    private final Map<Integer, long[]> ended = new HashMap<>();

    QuotaBook(Quotas quotas) {
        this.quotas = quotas;
        quotas.groups().forEach(group -> {
            base.put(group.id(), QuotaUse.none(group));
            used.put(group.id(), QuotaUse.none(group));
            ended.put(group.id(), new long[group.meters().size()]);
        });
    }

    /** The same, to go on from on its own. */
    QuotaBook(QuotaBook other) {
        quotas = other.quotas;
        base.putAll(other.base);
        used.putAll(other.used);
        runs.putAll(other.runs);
        ended.putAll(other.ended);
    }

    /**
     * Takes over what is used of each group about which nothing is other than in a book before, and of which nothing has ended
     * there. Of all others nothing is counted yet.
     *
     * @return the groups that were taken over
     */
    Set<Integer> takeOver(QuotaBook before) {
        Set<Integer> taken = new HashSet<>();
        for (Quotas.Group group : quotas.groups()) {
            int id = group.id();
            if (before.quotas.groups().contains(group)
                    && Arrays.stream(before.ended.getOrDefault(id, new long[0])).allMatch(sum -> sum == 0)) {
                base.put(id, Objects.requireNonNull(before.base.get(id)));
                used.put(id, Objects.requireNonNull(before.used.get(id)));
                taken.add(id);
            }
        }
        before.runs.forEach((run, footprint) -> {
            if (taken.contains(groupOf(footprint.tenant()))) {
                runs.put(run, footprint);
            }
        });
        return taken;
    }

    /** A copy of what runs use, by group: where a plan is laid anew. */
    Map<Integer, QuotaUse> base() {
        return new TreeMap<>(base);
    }

    /** What runs and the plan use, of every group. */
    Collection<QuotaUse> used() {
        return used.values();
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
    Allowance allowance(JobFacts job) {
        QuotaUse use = usedFor(job.tenant());
        return use == null ? null : use.allowance(job.tenant());
    }

    /** The allowance of a planned job if it had no start. */
    @Nullable
    Allowance allowanceWithout(Planned plan) {
        QuotaUse use = usedFor(plan.job().tenant());
        return use == null
                ? null
                : use.minus(plan.footprint()).allowance(plan.job().tenant());
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

    /** Lets a run go that ended at a second: what it did until then stays counted. */
    void end(String runId, long second) {
        Footprint footprint = runs.get(runId);
        release(runId);
        if (footprint != null) {
            Footprint done = footprint.before(second);
            quotas.of(footprint.tenant()).ifPresent(group -> {
                base.computeIfPresent(group.id(), (id, use) -> use.plus(done));
                used.computeIfPresent(group.id(), (id, use) -> use.plus(done));
                ended.computeIfPresent(group.id(), (id, counted) -> counted(group, counted, done));
            });
        }
    }

    /** What runs have counted by a second, by meter id and purpose, in PFLOPS-days; in addition to what was stated. */
    Map<Counted, Double> countedBy(long second) {
        Map<Integer, long[]> counted = new HashMap<>();
        ended.forEach((group, sums) -> counted.put(group, sums.clone()));
        for (Footprint footprint : runs.values()) {
            quotas.of(footprint.tenant())
                    .filter(group -> !group.meters().isEmpty())
                    .ifPresent(group -> counted.computeIfPresent(
                            group.id(), (id, sums) -> counted(group, sums, footprint.before(second))));
        }
        Map<Counted, Double> all = new HashMap<>();
        for (Quotas.Group group : quotas.groups()) {
            long[] sums = counted.getOrDefault(group.id(), new long[0]);
            for (int i = 0; i < sums.length; i++) {
                Meter meter = group.meters().get(i);
                all.put(new Counted(meter.purpose(), meter.id()), Meter.pflopsDays(sums[i]));
            }
        }
        return all;
    }

    /** A budget or a target. */
    record Counted(Meter.Purpose purpose, String id) {}

    private static long[] counted(Quotas.Group group, long[] counted, Footprint more) {
        long[] sums = counted.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += group.meters().get(i).charge(more);
        }
        return sums;
    }

    void place(Planned plan) {
        quotas.of(plan.job().tenant())
                .ifPresent(group -> used.computeIfPresent(group.id(), (id, use) -> use.plus(plan.footprint())));
    }

    void unplace(Planned plan) {
        quotas.of(plan.job().tenant())
                .ifPresent(group -> used.computeIfPresent(group.id(), (id, use) -> use.minus(plan.footprint())));
    }

    /**
     * The first second at which the plan makes a group use more than it may.
     *
     * @param promised starts that do not give way
     */
    OptionalLong firstConflict(int group, long fromSecond, Supplier<List<Planned>> promised) {
        QuotaUse use = used.get(group);
        QuotaUse stays = base.get(group);
        if (use == null || stays == null || use.firstConflict(stays, fromSecond).isEmpty()) {
            return OptionalLong.empty();
        }
        for (Planned plan : promised.get()) {
            if (stays.group().members().containsKey(plan.job().tenant())) {
                stays = stays.plus(plan.footprint());
            }
        }
        return use.firstConflict(stays, fromSecond);
    }

    void forgetBefore(long second) {
        base.replaceAll((id, use) -> use.since(second));
        used.replaceAll((id, use) -> use.since(second));
    }
}
