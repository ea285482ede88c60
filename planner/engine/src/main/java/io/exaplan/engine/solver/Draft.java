package io.exaplan.engine.solver;

import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.solver.EligiblePartitions.OnModel;
import io.exaplan.engine.solver.PlacementMove.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries changes on scratch rooms, and leaves the plan itself alone. */
final class Draft {
    private final CityPlan plan;
    private final Map<Integer, Room> rooms = new HashMap<>();
    private final Map<Integer, QuotaUse> quotas = new HashMap<>();
    private final Map<JobPlan, @Nullable Placement> starts = new LinkedHashMap<>();

    Draft(CityPlan plan) {
        this.plan = plan;
    }

    Room room(int partition) {
        Room changed = rooms.isEmpty() ? null : rooms.get(partition);
        return changed != null ? changed : plan.use(partition).free();
    }

    /** What limits a job's tenant, null when nothing does. */
    private @Nullable QuotaUse quota(JobPlan job) {
        QuotaLedger ledger = plan.quotaOf(job.job().tenant());
        if (ledger == null) {
            return null;
        }
        QuotaUse changed = quotas.get(ledger.id());
        return changed != null ? changed : ledger.use();
    }

    /** Where a job stands in the draft. */
    @Nullable
    Placement at(JobPlan job) {
        return starts.containsKey(job) ? starts.get(job) : job.at();
    }

    void remove(JobPlan job) {
        Placement at = at(job);
        if (at != null) {
            Footprint use = plan.footprint(job, at);
            rooms.put(at.partition(), room(at.partition()).plus(use));
            QuotaUse quota = quota(job);
            if (quota != null) {
                quotas.put(quota.group().id(), quota.minus(use));
            }
        }
        starts.put(job, null);
    }

    /** Puts a job that has no start where the room holds it. */
    void place(JobPlan job, Placement placement) {
        Footprint use = plan.footprint(job, placement);
        rooms.put(placement.partition(), room(placement.partition()).minus(use));
        QuotaUse quota = quota(job);
        if (quota != null) {
            quotas.put(quota.group().id(), quota.plus(use));
        }
        starts.put(job, placement);
    }

    boolean holds(JobPlan job, Placement placement) {
        Footprint use = plan.footprint(job, placement);
        QuotaUse quota = quota(job);
        return room(placement.partition()).holds(use) && (quota == null || quota.holds(use));
    }

    /** The earliest fit among partitions, at or after a second. */
    Optional<Placement> fit(JobPlan job, Collection<Integer> partitions, long notBefore) {
        EarliestFit search = search(job, notBefore);
        for (int partition : partitions) {
            if (job.terms().eligible().contains(partition)) {
                search.inEligible(room(partition));
            }
        }
        return search.best().map(Fit::placement);
    }

    /** Gives a job without a start its earliest fit, if there is one. */
    boolean insert(JobPlan job, Collection<Integer> partitions) {
        Optional<Placement> fit = fit(job, partitions, plan.rules().nowSecond());
        fit.ifPresent(placement -> place(job, placement));
        return fit.isPresent();
    }

    /** The earliest fit among all its partitions, cheap models first: most of the dear ones need no look then. */
    Optional<Placement> fitAnywhere(JobPlan job) {
        EarliestFit search = search(job, plan.rules().nowSecond());
        for (OnModel on : byCost(job)) {
            on.ids().forEach(partition -> search.inEligible(room(partition)));
        }
        return search.best().map(Fit::placement);
    }

    private List<OnModel> byCost(JobPlan job) {
        List<OnModel> models = new ArrayList<>(job.terms().eligible().byModel());
        long horizon = plan.rules().horizonSecond();
        models.sort(Comparator.comparingDouble(on -> plan.prices().of(on.model())
                * job.job().work().secondsOn(on.model()).orElse(horizon)));
        return models;
    }

    private EarliestFit search(JobPlan job, long notBefore) {
        QuotaUse quota = quota(job);
        return new EarliestFit(job.job(), plan.hours(), notBefore, plan.rules().horizonSecond(), plan.prices())
                .reading(plan.rules().datasets())
                .within(quota == null ? null : quota.allowance(job.job().tenant()));
    }

    /** All of it as one move; empty when it changes nothing. */
    Optional<PlacementMove> move() {
        List<Change> changes = starts.entrySet().stream()
                .map(start -> new Change(start.getKey(), start.getValue()))
                .filter(Change::changesAnything)
                .toList();
        return changes.isEmpty() ? Optional.empty() : Optional.of(new PlacementMove(changes));
    }
}
