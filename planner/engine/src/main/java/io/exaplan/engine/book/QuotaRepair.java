package io.exaplan.engine.book;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.QuotaUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a plan possible again after a group of tenants came to use more than its quotas and budgets allow, since a run takes longer
 * or stands elsewhere than planned, or since it may use less: frozen starts stay, then priority; who does not fit any more starts
 * when it does.
 */
final class QuotaRepair {
    private final PlanState state;
    private final Moves moves;

    QuotaRepair(PlanState state, Moves moves) {
        this.state = state;
        this.moves = moves;
    }

    /** Resolves every conflict there is. */
    void resolve(Reason reason) {
        for (int group : state.quotas().groups()) {
            state.quotas()
                    .firstConflict(group, state.now(), state::frozenStarts)
                    .ifPresent(second -> replan(group, second, reason));
        }
    }

    private void replan(int group, long conflict, Reason reason) {
        List<Planned> tail = new ArrayList<>();
        QuotaUse use = null;
        for (Planned plan : state.byStart()) {
            if (Objects.equals(state.quotas().groupOf(plan.job().tenant()), group) && plan.endsAfter(conflict)) {
                tail.add(plan);
                QuotaUse before = use == null
                        ? Objects.requireNonNull(
                                state.quotas().usedFor(plan.job().tenant()))
                        : use;
                use = before.minus(plan.footprint());
            }
        }
        tail.sort(Comparator.comparing((Planned plan) -> !state.frozen(plan)).thenComparing(Planned.BY_URGENCY));
        for (Planned plan : tail) {
            QuotaUse left = Objects.requireNonNull(use, "the tail is not empty");
            boolean stays = state.frozen(plan) || left.holds(plan.footprint());
            use = stays ? left.plus(plan.footprint()) : move(plan, left, reason);
        }
    }

    /** Moves one job; returns what is used then. */
    private QuotaUse move(Planned old, QuotaUse use, Reason reason) {
        JobFacts job = old.job();
        state.unplace(job.id());
        Optional<Placement> found = state.search(job, state.horizon())
                .within(use.allowance(job.tenant()))
                .among(state.rooms())
                .best()
                .map(Fit::placement);
        moves.add(job.id(), old.placement(), found.orElse(null), reason);
        return found.map(placement -> use.plus(state.place(job, placement).footprint()))
                .orElse(use);
    }
}
