package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.Meter.Purpose;
import io.exaplan.engine.model.Quotas.Group;
import io.exaplan.engine.model.Quotas.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the tenants of a group use over time, in MFLOPS. Immutable: use and release make another.
 *
 * <p>A tenant uses at most its quota and its borrowing limit. What tenants use beyond their own (quota less lending
 * limit) comes out of what all of them lend, and is no more than that together.
 */
public final class QuotaUse {
    private final Group group;
    private final Map<Integer, Profile> used;

    /** Used beyond what is each one's own, summed over the tenants. */
    private final Profile borrowed;

    /** Used beyond what each one may at most, summed over the tenants. */
    private final Profile beyondMost;

    /** What each of the group's meters counts. Never changed. */
    private final long[] counted;

    private QuotaUse(Group group, Map<Integer, Profile> used, Profile borrowed, Profile beyondMost, long[] counted) {
        this.group = group;
        this.used = used;
        this.borrowed = borrowed;
        this.beyondMost = beyondMost;
        this.counted = counted;
    }

    public static QuotaUse none(Group group) {
        return new QuotaUse(
                group,
                Map.of(),
                Profile.ZERO,
                Profile.ZERO,
                new long[group.meters().size()]);
    }

    public Group group() {
        return group;
    }

    public QuotaUse plus(Footprint use) {
        return counting(use, 1).with(use.tenant(), use, 1);
    }

    public QuotaUse minus(Footprint use) {
        return counting(use, -1).with(use.tenant(), use, -1);
    }

    /** What a tenant may still use by quota and budgets. */
    public Allowance allowance(int tenant) {
        List<Allowance.Left> left = new ArrayList<>();
        for (int i = 0; i < counted.length; i++) {
            Meter meter = group.meters().get(i);
            if (meter.purpose() == Purpose.BUDGET && meter.tenants().contains(tenant)) {
                left.add(new Allowance.Left(meter, meter.left(counted[i])));
            }
        }
        return new Allowance(group.limited() ? headroom(tenant) : null, left);
    }

    /** GFLOPS-seconds that budgets are overdrawn, beyond rounding. */
    public long overdrawn() {
        long overdrawn = 0;
        for (int i = 0; i < counted.length; i++) {
            overdrawn += overdrawn(i);
        }
        return overdrawn;
    }

    private long overdrawn(int i) {
        Meter meter = group.meters().get(i);
        return meter.purpose() == Purpose.BUDGET ? Math.max(0, -meter.left(counted[i]) - Meter.TOLERANCE) : 0;
    }

    /** What the targets cost that are not attained. */
    public long shortfallCost(FactWeights weights) {
        long cost = 0;
        for (int i = 0; i < counted.length; i++) {
            Meter meter = group.meters().get(i);
            cost += meter.purpose() == Purpose.TARGET ? weights.shortfallCost(meter.amount(), counted(i)) : 0;
        }
        return cost;
    }

    /** What is counted by one of the group's meters, what was before included. */
    public long counted(int meter) {
        return group.meters().get(meter).before() + counted[meter];
    }

    /** How much more a tenant may use; below 0 where it uses too much already. */
    public Profile headroom(int tenant) {
        Member member = group.member(tenant);
        long lent = group.lent();
        long own = member.own();
        long most = member.most();
        return borrowed.combined(usedBy(tenant), (all, mine) -> {
            long lentByOthers = lent - all + Math.max(0, mine - own);
            return Math.min(Math.max(0, lentByOthers) + own - mine, most - mine);
        });
    }

    /** The most a tenant uses from a second on, in MFLOPS. */
    public long peak(int tenant, long fromSecond) {
        return usedBy(tenant).max(fromSecond, Seconds.FOREVER);
    }

    /** How much more a tenant may use by its own limits, whatever others do. */
    Profile headroomOfMost(int tenant) {
        return Profile.constant(group.member(tenant).most()).minus(usedBy(tenant));
    }

    /** Whether the quota allows a footprint on top. */
    public boolean holds(Footprint use) {
        if (use.gflopsPerMilliDevice() == 0) {
            return true;
        }
        boolean inQuota = !group.limited() || Room.covers(headroom(use.tenant()), use.mflops());
        return inQuota && paysFor(use);
    }

    private boolean paysFor(Footprint use) {
        for (int i = 0; i < counted.length; i++) {
            Meter meter = group.meters().get(i);
            if (meter.purpose() == Purpose.BUDGET) {
                long charge = meter.charge(use);
                if (charge > 0 && charge > meter.left(counted[i]) + Meter.TOLERANCE) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How much is used beyond what is allowed. */
    public Profile excess() {
        long lent = group.lent();
        return borrowed.combined(beyondMost, (all, most) -> Math.max(0, all - lent) + most);
    }

    /** The first second from which on more is used beyond what is allowed than by {@code base} alone. */
    public OptionalLong firstConflict(QuotaUse base, long fromSecond) {
        OptionalLong budget = firstOverdrawn(base, fromSecond);
        if (!group.limited()) {
            return budget;
        }
        Profile excess = excess();
        OptionalLong quota = excess.max(fromSecond, Long.MAX_VALUE) <= 0
                ? OptionalLong.empty()
                : base.excess().minus(excess).firstBelow(0, fromSecond);
        if (budget.isEmpty() || quota.isEmpty()) {
            return budget.isEmpty() ? quota : budget;
        }
        return OptionalLong.of(Math.min(budget.getAsLong(), quota.getAsLong()));
    }

    /** When the first window begins in which a budget is overdrawn more than by {@code base} alone. */
    private OptionalLong firstOverdrawn(QuotaUse base, long fromSecond) {
        OptionalLong first = OptionalLong.empty();
        for (int i = 0; i < counted.length; i++) {
            if (overdrawn(i) > base.overdrawn(i)) {
                long begins =
                        Math.max(fromSecond, group.meters().get(i).window().fromSecond());
                first = OptionalLong.of(Math.min(begins, first.orElse(Long.MAX_VALUE)));
            }
        }
        return first;
    }

    /** This use from a second on; what was before is forgotten. */
    public QuotaUse since(long second) {
        Map<Integer, Profile> later = new TreeMap<>();
        used.forEach((tenant, profile) -> later.put(tenant, profile.since(second)));
        return new QuotaUse(group, later, borrowed.since(second), beyondMost.since(second), counted);
    }

    private QuotaUse counting(Footprint use, long sign) {
        if (counted.length == 0) {
            return this;
        }
        long[] more = counted.clone();
        for (int i = 0; i < more.length; i++) {
            more[i] += sign * group.meters().get(i).charge(use);
        }
        return new QuotaUse(group, used, borrowed, beyondMost, more);
    }

    private QuotaUse with(int tenant, Footprint use, long sign) {
        Profile change = use.mflops();
        if (!group.limited() || change.equals(Profile.ZERO)) {
            return this;
        }
        Profile before = usedBy(tenant);
        Profile uses = sign > 0 ? before.plus(change) : before.minus(change);
        Member member = group.member(tenant);
        Map<Integer, Profile> all = new TreeMap<>(used);
        if (uses.equals(Profile.ZERO)) {
            all.remove(tenant);
        } else {
            all.put(tenant, uses);
        }
        // Elsewhere nothing is used more or less than before.
        TimeWindow changed = change.support();
        Profile then = before.within(changed.fromSecond(), changed.untilSecond());
        Profile now = uses.within(changed.fromSecond(), changed.untilSecond());
        return new QuotaUse(
                group,
                all,
                borrowed.plus(more(then, now, member.own())),
                beyondMost.plus(more(then, now, member.most())),
                counted);
    }

    /** How much more is used beyond a bound than before. */
    private static Profile more(Profile before, Profile uses, long bound) {
        return uses.combined(before, (now, then) -> Math.max(0, now - bound) - Math.max(0, then - bound));
    }

    private Profile usedBy(int tenant) {
        return used.getOrDefault(tenant, Profile.ZERO);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaUse that
                && group.equals(that.group)
                && used.equals(that.used)
                && Arrays.equals(counted, that.counted);
    }

    @Override
    public int hashCode() {
        return 31 * used.hashCode() + Arrays.hashCode(counted);
    }

    @Override
    public String toString() {
        return group.name() + ": " + used;
    }
}
