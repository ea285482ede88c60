package io.exaplan.engine.solver;

import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.Prices;
import io.exaplan.engine.model.StartRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.domain.solution.PlanningEntityCollectionProperty;
import org.optaplanner.core.api.domain.solution.PlanningScore;
import org.optaplanner.core.api.domain.solution.PlanningSolution;
import org.optaplanner.core.api.domain.solution.ProblemFactCollectionProperty;
import org.optaplanner.core.api.domain.valuerange.ValueRangeProvider;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** The city plan as the search sees it. */
@PlanningSolution(solutionCloner = CityPlanCloner.class)
final class CityPlan {
    static final String NO_VALUES = "none";

    private final CityHours hours;
    private final StartRules rules;
    private final Prices prices;

    @PlanningEntityCollectionProperty
    private final List<JobPlan> jobs;

    @PlanningEntityCollectionProperty
    private final List<PartitionUse> uses;

    @PlanningEntityCollectionProperty
    private final List<QuotaLedger> quotas;

    @PlanningScore
    private @Nullable HardMediumSoftLongScore score;

    private final Map<Long, JobPlan> jobsById;

    /** By partition id, which is small; null where there is none. */
    private final @Nullable PartitionUse[] usesById;

    private final Map<Integer, QuotaLedger> quotasByTenant;

    CityPlan(
            CityHours hours,
            StartRules rules,
            Prices prices,
            List<JobPlan> jobs,
            List<PartitionUse> uses,
            List<QuotaLedger> quotas) {
        this.hours = hours;
        this.rules = rules;
        this.prices = prices;
        this.jobs = jobs;
        this.uses = uses;
        this.quotas = quotas;
        this.jobsById = HashMap.newHashMap(jobs.size());
        jobs.forEach(job -> jobsById.put(job.id(), job));
        this.usesById = new @Nullable
                PartitionUse[1 + uses.stream().mapToInt(PartitionUse::id).max().orElse(0)];
        uses.forEach(use -> usesById[use.id()] = use);
        this.quotasByTenant = new HashMap<>();
        for (QuotaLedger quota : quotas) {
            quota.base().group().members().keySet().forEach(tenant -> quotasByTenant.put(tenant, quota));
        }
    }

    /** A plan of the same facts that can change without changing this one. */
    CityPlan copy() {
        CityPlan copy = new CityPlan(
                hours,
                rules,
                prices,
                jobs.stream().map(JobPlan::copy).toList(),
                uses.stream().map(PartitionUse::copy).toList(),
                quotas.stream().map(QuotaLedger::copy).toList());
        copy.score = score;
        return copy;
    }

    @ProblemFactCollectionProperty
    List<PartitionFacts> getPartitions() {
        return uses.stream().map(PartitionUse::partition).toList();
    }

    @ProblemFactCollectionProperty
    List<Cut> getCuts() {
        return uses.stream().flatMap(use -> use.base().cuts().stream()).toList();
    }

    @ValueRangeProvider(id = NO_VALUES)
    List<Placement> noValues() {
        return List.of();
    }

    CityHours hours() {
        return hours;
    }

    StartRules rules() {
        return rules;
    }

    /** How scarce models are, for who looks for a place. */
    Prices prices() {
        return prices;
    }

    List<JobPlan> jobs() {
        return jobs;
    }

    List<PartitionUse> uses() {
        return uses;
    }

    JobPlan job(long id) {
        return Objects.requireNonNull(jobsById.get(id), "no such job");
    }

    PartitionUse use(int partition) {
        return Objects.requireNonNull(usesById[partition], "no such partition");
    }

    List<QuotaLedger> quotas() {
        return quotas;
    }

    /** What limits a tenant, null when nothing does. */
    @Nullable
    QuotaLedger quotaOf(int tenant) {
        return quotasByTenant.get(tenant);
    }

    /** What a job takes at a placement. */
    Footprint footprint(JobPlan job, Placement placement) {
        return Footprint.of(job.job(), placement, use(placement.partition()).partition(), hours);
    }

    @Nullable
    HardMediumSoftLongScore score() {
        return score;
    }
}
