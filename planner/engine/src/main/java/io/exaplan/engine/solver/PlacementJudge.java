package io.exaplan.engine.solver;

import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Prices;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.StartRules;
import io.exaplan.engine.solver.JudgedPlacement.Charge;
import io.exaplan.engine.solver.JudgedPlacement.Reason;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.constraint.ConstraintMatch;
import org.optaplanner.core.api.score.constraint.ConstraintMatchTotal;
import org.optaplanner.core.api.solver.SolutionManager;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;

/**
 * Judges places for one job by the constraints the search obeys, everybody else where they are: what runs and is planned is
 * base load, so that the plan has one job and is judged in no time.
 */
public final class PlacementJudge {
    private static final SolutionManager<CityPlan, HardMediumSoftLongScore> RULES =
            SolutionManager.create(SolverFactory.create(OptaCityPlanner.rules(EnvironmentMode.REPRODUCIBLE)));

    private static final Comparator<Reason> WEIGHTIEST_FIRST =
            Comparator.comparing(Reason::charge).reversed().thenComparing(Reason::constraint);

    private final PlanningProblem world;
    private final List<Room> rooms;
    private final Collection<QuotaUse> quotas;
    private final JobFacts job;
    private final @Nullable Placement promised;
    private final Map<Integer, PartitionFacts> partitions;
    private @Nullable Map<String, Reason> without;

    /**
     * @param world the plan; only its facts matter, not its jobs and runs
     * @param rooms what everybody else leaves free
     * @param quotas what everybody else uses; those that do not limit the job's tenant are passed over
     * @param promised where the job was told it would start, null for nowhere
     */
    public PlacementJudge(
            PlanningProblem world,
            List<Room> rooms,
            Collection<QuotaUse> quotas,
            JobFacts job,
            @Nullable Placement promised) {
        this.world = world;
        this.rooms = List.copyOf(rooms);
        this.quotas = quotas.stream()
                .filter(use -> use.group().members().containsKey(job.tenant()))
                .toList();
        this.job = job;
        this.promised = promised;
        this.partitions = rooms.stream().map(Room::partition).collect(Collectors.toMap(PartitionFacts::id, one -> one));
    }

    /**
     * What the rules say of a place; a start that lies in the past is judged as the start it was.
     *
     * @throws IllegalArgumentException if the place is on a partition that is not there
     */
    public JudgedPlacement judge(Placement at) {
        PartitionFacts partition = partitions.get(at.partition());
        if (partition == null) {
            throw new IllegalArgumentException("The job (%s) is to be judged on partition %d, which is not there."
                    .formatted(job.name(), at.partition()));
        }
        Map<String, Reason> reasons = reasons(at);
        // Targets are missed with and without the job: what counts is how much nearer it brings them.
        Reason missed = missedWithoutTheJob();
        if (missed != null) {
            Reason gained = new Reason(missed.constraint(), Charge.NONE.minus(missed.charge()), missed.because());
            reasons.merge(missed.constraint(), gained, (with, gain) -> with.less(missed.charge()));
        }
        return new JudgedPlacement(
                at,
                job.endSecond(at, partition),
                reasons.values().stream()
                        .filter(reason -> !reason.charge().equals(Charge.NONE))
                        .sorted(WEIGHTIEST_FIRST)
                        .toList());
    }

    private @Nullable Reason missedWithoutTheJob() {
        if (without == null) {
            without = reasons(null);
        }
        return without.get(CityPlanConstraints.TARGETS);
    }

    private Map<String, Reason> reasons(@Nullable Placement at) {
        Map<String, Reason> reasons = new TreeMap<>();
        for (ConstraintMatchTotal<HardMediumSoftLongScore> rule :
                RULES.explain(plan(at)).getConstraintMatchTotalMap().values()) {
            // One job on one partition and one account: a rule matches once; only cuts may be several.
            rule.getConstraintMatchSet().stream()
                    .map(ConstraintMatch::getJustification)
                    .map(Because.class::cast)
                    .min(Comparator.comparing(Because::toString))
                    .ifPresent(because -> reasons.put(
                            rule.getConstraintName(),
                            new Reason(rule.getConstraintName(), charge(rule.getScore()), because)));
        }
        return reasons;
    }

    private static Charge charge(HardMediumSoftLongScore score) {
        return new Charge(-score.hardScore(), -score.mediumScore(), -score.softScore());
    }

    private CityPlan plan(@Nullable Placement at) {
        long now = world.nowSecond();
        long from = at == null ? now : Math.min(now, at.startSecond());
        StartRules rules = new StartRules(from, world.horizonSecond(), Datasets.of(world.datasets()));
        EligiblePartitions eligible = new EligiblePartitions(partitions.values().stream()
                .filter(partition -> Eligibility.allows(job, partition, rules.datasets()))
                .sorted(Comparator.comparingInt(PartitionFacts::id))
                .toList());
        JobPlan plan = new JobPlan(new JobTerms(job, world.settings(), rules, eligible, promised, 0));
        plan.place(at);
        return new CityPlan(
                CityHours.of(world),
                rules,
                Prices.NONE,
                List.of(plan),
                rooms.stream()
                        .map(room -> new PartitionUse(room, world.settings().efficiency(), now, world.horizonSecond()))
                        .toList(),
                quotas.stream()
                        .map(use -> new QuotaLedger(use, world.settings().facts(), now, world.horizonSecond()))
                        .toList());
    }
}
