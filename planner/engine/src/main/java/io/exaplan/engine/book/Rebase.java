package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.LargestGangs;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanCost;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.solver.ImprovedPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An improvement of an older snapshot, laid over the book as it is by now on scratch rooms. */
final class Rebase {
    private final PlanState state;
    private final Set<Long> pinned;
    private final Map<Integer, Room> rooms = new TreeMap<>();
    private final Map<Integer, QuotaUse> quotas;
    private final Map<Long, Placement> result = new TreeMap<>();
    private PlanCost before = PlanCost.NONE;
    private PlanCost after = PlanCost.NONE;

    Rebase(PlanState state, ImprovedPlan improvement, Set<Long> pinned) {
        this.state = state;
        this.pinned = pinned;
        this.quotas = state.quotas().base();
        state.shelves().forEach(shelf -> rooms.put(shelf.id(), shelf.base()));
        Map<Long, JobFacts> known = new HashMap<>();
        improvement.problem().jobs().forEach(job -> known.put(job.id(), job));
        lay(improvement, known);
        price();
    }

    boolean gains() {
        return after.compareTo(before) < 0;
    }

    PlanCost before() {
        return before;
    }

    PlanCost after() {
        return after;
    }

    /** Brings it into the book: first every changed start is taken away, then the new ones are given. */
    void publish(Moves moves) {
        List<JobFacts> changed = new ArrayList<>();
        for (JobFacts job : state.jobs()) {
            Placement now = currentOf(job);
            Placement then = result.get(job.id());
            if (!Objects.equals(now, then)) {
                changed.add(job);
                moves.add(job.id(), now, then, Reason.IMPROVED);
                state.unplace(job.id());
            }
        }
        for (JobFacts job : changed) {
            Placement then = result.get(job.id());
            if (then != null) {
                state.place(job, then);
            }
        }
    }

    private void lay(ImprovedPlan improvement, Map<Long, JobFacts> known) {
        List<JobFacts> open = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        for (JobFacts job : state.jobs()) {
            Planned plan = state.planned(job.id());
            Placement target = improvement.placements().get(job.id());
            if (plan != null && (keeps(plan, known) || heldBack(plan, target))) {
                take(plan.job(), plan.placement());
            } else if (target != null && rooms.containsKey(target.partition())) {
                targets.add(new Target(job, target));
            } else {
                open.add(job);
            }
        }
        targets.sort(Target.ORDER);
        for (Target target : targets) {
            if (admits(target)) {
                take(target.job(), target.placement());
            } else {
                open.add(target.job());
            }
        }
        insertAnew(open);
    }

    private boolean admits(Target target) {
        QuotaUse quota = quotaOf(target.job());
        return state.hasRoom(target.job(), target.placement(), roomOf(target.placement()))
                && (quota == null
                        || quota.holds(
                                state.plan(target.job(), target.placement()).footprint()));
    }

    /** What limits a job's tenant, null when nothing does. */
    private @Nullable QuotaUse quotaOf(JobFacts job) {
        Integer group = state.quotas().groupOf(job.tenant());
        return group == null ? null : quotas.get(group);
    }

    private record Target(JobFacts job, Placement placement) {
        static final Comparator<Target> ORDER = Comparator.comparingLong(
                        (Target target) -> target.placement().startSecond())
                .thenComparing(target -> target.job().priority(), Comparator.reverseOrder())
                .thenComparingLong(target -> target.job().id());
    }

    /** What the search did not know, or must not touch. */
    private boolean keeps(Planned plan, Map<Long, JobFacts> known) {
        return pinned.contains(plan.jobId())
                || state.frozen(plan)
                || !plan.job().equals(known.get(plan.jobId()));
    }

    /** The policy decides who starts sooner where a job is planned; a search may send it elsewhere. */
    private boolean heldBack(Planned plan, @Nullable Placement target) {
        return state.undecided(plan)
                && target != null
                && target.partition() == plan.placement().partition()
                && target.startSecond() < plan.startSecond();
    }

    private void insertAnew(List<JobFacts> open) {
        open.sort(PlanState.BY_URGENCY);
        for (JobFacts job : open) {
            QuotaUse quota = quotaOf(job);
            state.search(job, state.horizon())
                    .within(quota == null ? null : quota.allowance(job.tenant()))
                    .among(rooms.values())
                    .best()
                    .map(Fit::placement)
                    .ifPresent(found -> take(job, found));
        }
    }

    private void take(JobFacts job, Placement placement) {
        Footprint footprint = state.plan(job, placement).footprint();
        rooms.put(placement.partition(), roomOf(placement).minus(footprint));
        QuotaUse quota = quotaOf(job);
        if (quota != null) {
            quotas.put(quota.group().id(), quota.plus(footprint));
        }
        result.put(job.id(), placement);
    }

    private Room roomOf(Placement placement) {
        return Objects.requireNonNull(rooms.get(placement.partition()));
    }

    private void price() {
        List<Room> base = state.shelves().stream().map(Shelf::base).toList();
        List<Room> planned = state.shelves().stream().map(Shelf::free).toList();
        before = new PlanCost(shortfall(state.quotas().used()), fragmentation(base, planned));
        after = new PlanCost(shortfall(quotas.values()), fragmentation(base, rooms.values()));
        for (JobFacts job : state.jobs()) {
            Placement now = currentOf(job);
            before = before.plus(state.cost(job, now, now));
            after = after.plus(state.cost(job, result.get(job.id()), now));
        }
    }

    private long shortfall(Collection<QuotaUse> uses) {
        return uses.stream()
                .mapToLong(use -> use.shortfallCost(state.settings().facts()))
                .sum();
    }

    private long fragmentation(Collection<Room> base, Collection<Room> planned) {
        return LargestGangs.cost(state.settings().efficiency(), base, planned, state.now());
    }

    private @Nullable Placement currentOf(JobFacts job) {
        Planned plan = state.planned(job.id());
        return plan == null ? null : plan.placement();
    }
}
