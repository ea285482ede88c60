package io.exaplan.engine.solver;

import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Occupancy;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.StartRules;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.solver.Market.Asking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as the search sees it: what runs and what is frozen is base load, every other job may move. Current starts
 * that are no longer possible are left out, for the construction to find others.
 */
final class ProblemReading {
    private final PlanningProblem problem;
    private final CityHours hours;
    private final StartRules rules;
    private final Map<Integer, PartitionFacts> partitions;
    private final Map<Integer, Room> base;
    private final Quotas quotas;
    private final Map<Integer, QuotaUse> quotaBase;
    private final Map<Long, Placement> frozen = new TreeMap<>();
    private final Map<Long, Placement> kept = new HashMap<>();
    private final Map<Signature, EligiblePartitions> eligible = new HashMap<>();

    ProblemReading(PlanningProblem problem) {
        this.problem = problem;
        this.hours = CityHours.of(problem);
        this.rules = new StartRules(problem.nowSecond(), problem.horizonSecond(), Datasets.of(problem.datasets()));
        this.partitions = problem.partitions().stream()
                .collect(Collectors.toMap(PartitionFacts::id, Function.identity(), (a, b) -> a, TreeMap::new));
        this.base = Occupancy.roomsOf(problem);
        this.quotas = Quotas.of(problem);
        this.quotaBase = quotas.used(problem);
        sortCurrentStarts();
    }

    /** Starts that the search leaves where they are. */
    Map<Long, Placement> frozen() {
        return frozen;
    }

    CityPlan plan() {
        List<PartitionUse> uses = base.values().stream()
                .map(room -> new PartitionUse(
                        room, problem.settings().efficiency(), problem.nowSecond(), problem.horizonSecond()))
                .toList();
        List<Asking> asking = asking();
        TargetBonus bonus =
                new TargetBonus(problem.settings().facts(), quotaBase.values(), asking, partitions.values());
        Market market = new Market(problem, base.values(), asking, bonus, Market.PASSES);
        List<JobPlan> jobs = new ArrayList<>();
        for (Asking one : asking) {
            JobPlan plan = new JobPlan(terms(one, market));
            plan.place(kept.get(one.job().id()));
            jobs.add(plan);
        }
        return new CityPlan(hours, rules, market.prices(), List.copyOf(jobs), uses, ledgers());
    }

    /** The scarcity of models, sought in so many passes; targets left aside. */
    Market market(int passes) {
        return new Market(problem, base.values(), asking(), TargetBonus.NONE, passes);
    }

    private List<QuotaLedger> ledgers() {
        return quotaBase.values().stream()
                .map(use ->
                        new QuotaLedger(use, problem.settings().facts(), problem.nowSecond(), problem.horizonSecond()))
                .toList();
    }

    private List<Asking> asking() {
        return problem.jobs().stream()
                .filter(job -> !frozen.containsKey(job.id()))
                .map(job -> new Asking(job, eligible.computeIfAbsent(Signature.of(job), absent -> partitionsFor(job))))
                .toList();
    }

    private void sortCurrentStarts() {
        Map<Integer, Room> scratch = new HashMap<>(base);
        Map<Integer, QuotaUse> scratchQuota = new HashMap<>(quotaBase);
        List<JobFacts> starting = problem.jobs().stream()
                .filter(job -> problem.current().containsKey(job.id()))
                .sorted(Comparator.comparingLong((JobFacts job) -> current(job).startSecond())
                        .thenComparingLong(JobFacts::id))
                .toList();
        for (JobFacts job : starting) {
            Placement placement = current(job);
            Room room = scratch.get(placement.partition());
            if (room != null && rules.allow(job, placement, room)) {
                Footprint use = Footprint.of(job, placement, room.partition(), hours);
                QuotaUse quota = quotas.of(job.tenant())
                        .map(group -> scratchQuota.get(group.id()))
                        .orElse(null);
                boolean stays = isFrozen(placement)
                        ? room.isUnused(use)
                        : room.holds(use) && (quota == null || quota.holds(use));
                if (stays) {
                    scratch.put(placement.partition(), room.minus(use));
                    if (quota != null) {
                        scratchQuota.put(quota.group().id(), quota.plus(use));
                    }
                    keep(job, placement, use);
                }
            }
        }
    }

    private void keep(JobFacts job, Placement placement, Footprint use) {
        if (isFrozen(placement)) {
            frozen.put(job.id(), placement);
            base.computeIfPresent(placement.partition(), (id, room) -> room.minus(use));
            quotas.of(job.tenant())
                    .ifPresent(group -> quotaBase.computeIfPresent(group.id(), (id, quota) -> quota.plus(use)));
        } else {
            kept.put(job.id(), placement);
        }
    }

    private boolean isFrozen(Placement placement) {
        return placement.startSecond() < problem.frozenUntilSecond();
    }

    private Placement current(JobFacts job) {
        Placement placement = problem.current().get(job.id());
        if (placement == null) {
            throw new IllegalStateException("Job (%s) has no current start.".formatted(job.name()));
        }
        return placement;
    }

    private JobTerms terms(Asking asking, Market market) {
        return new JobTerms(
                asking.job(),
                problem.settings(),
                rules,
                asking.partitions(),
                problem.current().get(asking.job().id()),
                market.density(asking));
    }

    private EligiblePartitions partitionsFor(JobFacts job) {
        return new EligiblePartitions(partitions.values().stream()
                .filter(partition -> Eligibility.allows(job, partition, rules.datasets()))
                .toList());
    }

    /** Jobs with equal signatures may run on the same partitions. */
    private record Signature(
            AcceleratorDemand accelerators,
            WorkerShape shape,
            int tenant,
            @Nullable Set<String> models,
            @Nullable Fabric fabric,
            int workers,
            DataNeeds data) {

        static Signature of(JobFacts job) {
            boolean anywhere = !job.fabric().required();
            return new Signature(
                    job.accelerators(),
                    job.shape(),
                    job.tenant(),
                    job.work() instanceof Work.ByModel byModel
                            ? byModel.secondsByModel().keySet()
                            : null,
                    anywhere ? null : job.fabric(),
                    anywhere ? 0 : job.width().minWorkers(),
                    job.data());
        }
    }
}
