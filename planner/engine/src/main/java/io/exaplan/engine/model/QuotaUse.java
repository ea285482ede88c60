package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Quotas.Group;
import io.exaplan.engine.model.Quotas.Member;
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

    private QuotaUse(Group group, Map<Integer, Profile> used, Profile borrowed, Profile beyondMost) {
        this.group = group;
        this.used = used;
        this.borrowed = borrowed;
        this.beyondMost = beyondMost;
    }

    public static QuotaUse none(Group group) {
        return new QuotaUse(group, Map.of(), Profile.ZERO, Profile.ZERO);
    }

    public Group group() {
        return group;
    }

    public QuotaUse plus(Footprint use) {
        return with(use.tenant(), usedBy(use.tenant()).plus(use.mflops()));
    }

    public QuotaUse minus(Footprint use) {
        return with(use.tenant(), usedBy(use.tenant()).minus(use.mflops()));
    }

    /** How much more a tenant may use; below 0 where it uses too much already. */
    public Profile headroom(int tenant) {
        Member member = group.member(tenant);
        Profile mine = usedBy(tenant);
        Profile lentByOthers = Profile.constant(group.lent()).minus(borrowed).plus(above(mine, member.own()));
        Profile shared =
                above(lentByOthers, 0).plus(Profile.constant(member.own())).minus(mine);
        return shared.min(headroomOfMost(tenant));
    }

    /** How much more a tenant may use by its own limits, whatever others do. */
    Profile headroomOfMost(int tenant) {
        return Profile.constant(group.member(tenant).most()).minus(usedBy(tenant));
    }

    /** Whether the quota allows a footprint on top. */
    public boolean holds(Footprint use) {
        Profile mflops = use.mflops();
        return mflops.equals(Profile.ZERO) || Room.covers(headroom(use.tenant()), mflops);
    }

    /** How much is used beyond what is allowed. */
    public Profile excess() {
        return above(borrowed, group.lent()).plus(beyondMost);
    }

    /** The first second from which on more is used beyond what is allowed than by {@code base} alone. */
    public OptionalLong firstConflict(QuotaUse base, long fromSecond) {
        Profile excess = excess();
        return excess.max(fromSecond, Long.MAX_VALUE) <= 0
                ? OptionalLong.empty()
                : base.excess().minus(excess).firstBelow(0, fromSecond);
    }

    /** This use from a second on; what was before is forgotten. */
    public QuotaUse since(long second) {
        Map<Integer, Profile> later = new TreeMap<>();
        used.forEach((tenant, profile) -> later.put(tenant, profile.since(second)));
        return new QuotaUse(group, later, borrowed.since(second), beyondMost.since(second));
    }

    private QuotaUse with(int tenant, Profile uses) {
        Profile before = usedBy(tenant);
        if (before.equals(uses)) {
            return this;
        }
        Member member = group.member(tenant);
        Map<Integer, Profile> all = new TreeMap<>(used);
        if (uses.equals(Profile.ZERO)) {
            all.remove(tenant);
        } else {
            all.put(tenant, uses);
        }
        return new QuotaUse(
                group,
                all,
                borrowed.minus(above(before, member.own())).plus(above(uses, member.own())),
                beyondMost.minus(above(before, member.most())).plus(above(uses, member.most())));
    }

    private Profile usedBy(int tenant) {
        return used.getOrDefault(tenant, Profile.ZERO);
    }

    private static Profile above(Profile profile, long bound) {
        return profile.minus(profile.atMost(bound));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuotaUse that && group.equals(that.group) && used.equals(that.used);
    }

    @Override
    public int hashCode() {
        return used.hashCode();
    }

    @Override
    public String toString() {
        return group.name() + ": " + used;
    }
}
