package io.exaplan.engine.solver;

import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.Eligibility.Ineligible;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.solver.Because.BudgetOverdrawn;
import io.exaplan.engine.solver.Because.DataToBring;
import io.exaplan.engine.solver.Because.DeadlineMissed;
import io.exaplan.engine.solver.Because.GangNotWhole;
import io.exaplan.engine.solver.Because.GangsBroken;
import io.exaplan.engine.solver.Because.Late;
import io.exaplan.engine.solver.Because.Moved;
import io.exaplan.engine.solver.Because.NotEligible;
import io.exaplan.engine.solver.Because.QuotaExceeded;
import io.exaplan.engine.solver.Because.StandsOnReserved;
import io.exaplan.engine.solver.Because.StartNotAllowed;
import io.exaplan.engine.solver.Because.StartsUnderACut;
import io.exaplan.engine.solver.Because.TakesEnergy;
import io.exaplan.engine.solver.Because.TargetsMissed;
import io.exaplan.engine.solver.Because.TooManyDevices;
import io.exaplan.engine.solver.Because.TooManyNodes;
import io.exaplan.engine.solver.Because.Unplaced;
import io.exaplan.engine.solver.Because.Waits;
import java.util.List;
import org.optaplanner.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import org.optaplanner.core.api.score.stream.Constraint;
import org.optaplanner.core.api.score.stream.ConstraintCollectors;
import org.optaplanner.core.api.score.stream.ConstraintFactory;
import org.optaplanner.core.api.score.stream.ConstraintProvider;
import org.optaplanner.core.api.score.stream.Joiners;
import org.optaplanner.core.api.score.stream.bi.BiConstraintStream;
import org.optaplanner.core.api.score.stream.uni.UniConstraintStream;

/** The rules of the city plan, each with its name and its reason. What a breach weighs, the domain says. */
public final class CityPlanConstraints implements ConstraintProvider {
    static final String DEVICE_CAPACITY = "Device capacity";
    static final String WHOLE_NODES = "Whole nodes";
    static final String RESERVATIONS = "Reservations";
    static final String QUOTA = "Quota";
    static final String BUDGETS = "Budgets";
    static final String ELIGIBILITY = "Eligibility";
    static final String WHOLE_GANG = "Whole gang";
    static final String ALLOWED_START = "Allowed start";
    static final String CUTS = "Cuts";
    static final String HARD_DEADLINE = "Hard deadline";
    static final String TARGETS = "Targets";
    static final String TRANSFER = "Transfer";
    static final String UNPLACED = "Unplaced";
    static final String WAITING = "Waiting";
    static final String SOFT_DEADLINE = "Soft deadline";
    static final String FRAGMENTATION = "Fragmentation";
    static final String ENERGY = "Energy";
    static final String CHURN = "Churn";

    private static final HardMediumSoftLongScore HARD = HardMediumSoftLongScore.ONE_HARD;
    private static final HardMediumSoftLongScore MEDIUM = HardMediumSoftLongScore.ONE_MEDIUM;
    private static final HardMediumSoftLongScore SOFT = HardMediumSoftLongScore.ONE_SOFT;

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            deviceCapacity(factory),
            wholeNodes(factory),
            reservations(factory),
            quota(factory),
            budgets(factory),
            eligibility(factory),
            wholeGang(factory),
            allowedStart(factory),
            cuts(factory),
            hardDeadline(factory),
            targets(factory),
            unplaced(factory),
            waiting(factory),
            softDeadline(factory),
            transfer(factory),
            fragmentation(factory),
            energy(factory),
            churn(factory)
        };
    }

    Constraint deviceCapacity(ConstraintFactory factory) {
        return factory.forEach(PartitionUse.class)
                .filter(PartitionUse::lacksDevices)
                .penalizeLong(HARD, PartitionUse::missingMilliDeviceSeconds)
                .justifyWith((use, score) ->
                        new TooManyDevices(use.partition().key(), use.missingMilliDeviceSeconds() / 1000.0))
                .asConstraint(DEVICE_CAPACITY);
    }

    Constraint wholeNodes(ConstraintFactory factory) {
        return factory.forEach(PartitionUse.class)
                .filter(PartitionUse::lacksNodes)
                .penalizeLong(HARD, PartitionUse::missingNodeSeconds)
                .justifyWith((use, score) -> new TooManyNodes(use.partition().key(), use.missingNodeSeconds()))
                .asConstraint(WHOLE_NODES);
    }

    Constraint reservations(ConstraintFactory factory) {
        return factory.forEach(PartitionUse.class)
                .filter(PartitionUse::standsOnReserved)
                .penalizeLong(HARD, PartitionUse::takenOfReserved)
                .justifyWith(
                        (use, score) -> new StandsOnReserved(use.partition().key(), use.takenOfReserved() / 1000.0))
                .asConstraint(RESERVATIONS);
    }

    Constraint quota(ConstraintFactory factory) {
        return factory.forEach(QuotaLedger.class)
                .filter(QuotaLedger::exceeded)
                .penalizeLong(HARD, QuotaLedger::excessTflopsSeconds)
                .justifyWith(
                        (quota, score) -> new QuotaExceeded(quota.base().group().name(), quota.excessTflopsSeconds()))
                .asConstraint(QUOTA);
    }

    Constraint budgets(ConstraintFactory factory) {
        return factory.forEach(QuotaLedger.class)
                .filter(QuotaLedger::overdrawn)
                .penalizeLong(HARD, QuotaLedger::overdrawnTflopsSeconds)
                .justifyWith((quota, score) ->
                        new BudgetOverdrawn(quota.base().group().name(), quota.overdrawnTflopsSeconds()))
                .asConstraint(BUDGETS);
    }

    Constraint eligibility(ConstraintFactory factory) {
        return placedOn(factory)
                .filter((job, partition) -> !Eligibility.allows(
                        job.job(), partition, job.terms().rules().datasets()))
                .penalize(HARD)
                .justifyWith((job, partition, score) ->
                        new NotEligible(job.job().name(), partition.key(), obstacles(job, partition)))
                .asConstraint(ELIGIBILITY);
    }

    Constraint wholeGang(ConstraintFactory factory) {
        return placed(factory)
                .filter(job -> !job.job().width().allows(job.start().width()))
                .penalize(HARD)
                .justifyWith((job, score) -> new GangNotWhole(
                        job.job().name(),
                        job.start().width(),
                        job.job().width().minWorkers(),
                        job.job().width().maxWorkers()))
                .asConstraint(WHOLE_GANG);
    }

    Constraint allowedStart(ConstraintFactory factory) {
        return placed(factory)
                .filter(job -> !job.startsAsAllowed())
                .penalize(HARD)
                .justifyWith((job, score) -> new StartNotAllowed(job.job().name(), job.start()))
                .asConstraint(ALLOWED_START);
    }

    Constraint cuts(ConstraintFactory factory) {
        return placed(factory)
                .join(Cut.class, Joiners.equal(JobPlan::partition, Cut::partition))
                .filter((job, cut) -> cut.covers(job.job().shape(), job.start().width())
                        && job.start().startSecond() < cut.untilSecond())
                .penalize(HARD)
                .justifyWith((job, cut, score) -> new StartsUnderACut(job.job().name(), cut))
                .asConstraint(CUTS);
    }

    Constraint hardDeadline(ConstraintFactory factory) {
        return placedOn(factory)
                .filter((job, partition) -> job.secondsTooLate(partition) > 0)
                .penalizeLong(HARD, JobPlan::secondsTooLate)
                .justifyWith(
                        (job, partition, score) -> new DeadlineMissed(job.job().name(), job.secondsTooLate(partition)))
                .asConstraint(HARD_DEADLINE);
    }

    Constraint targets(ConstraintFactory factory) {
        return factory.forEach(QuotaLedger.class)
                .filter(quota -> quota.shortfallCost() > 0)
                .penalizeLong(MEDIUM, QuotaLedger::shortfallCost)
                .justifyWith(
                        (quota, score) -> new TargetsMissed(quota.base().group().name(), quota.shortfallCost()))
                .asConstraint(TARGETS);
    }

    Constraint unplaced(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(JobPlan.class)
                .filter(job -> !job.placed())
                .penalizeLong(MEDIUM, JobPlan::unplacedCost)
                .justifyWith((job, score) -> new Unplaced(
                        job.job().name(), job.job().priority(), job.job().value()))
                .asConstraint(UNPLACED);
    }

    Constraint waiting(ConstraintFactory factory) {
        return placed(factory)
                .filter(job -> job.waitingCost() > 0)
                .penalizeLong(SOFT, JobPlan::waitingCost)
                .justifyWith((job, score) -> new Waits(
                        job.job().name(), job.start().startSecond() - job.job().waitingSinceSecond()))
                .asConstraint(WAITING);
    }

    Constraint softDeadline(ConstraintFactory factory) {
        return placedOn(factory)
                .filter((job, partition) -> job.latenessCost(partition) > 0)
                .penalizeLong(SOFT, JobPlan::latenessCost)
                .justifyWith((job, partition, score) -> new Late(job.job().name(), job.endOn(partition)))
                .asConstraint(SOFT_DEADLINE);
    }

    Constraint transfer(ConstraintFactory factory) {
        return placedOn(factory)
                .filter((job, partition) -> job.transferCost(partition) > 0)
                .penalizeLong(SOFT, JobPlan::transferCost)
                .justifyWith((job, partition, score) ->
                        new DataToBring(job.job().name(), partition.cluster(), job.gibToBring(partition)))
                .asConstraint(TRANSFER);
    }

    /** Grouped anew with each change of a partition's room: two numbers in a sorted multiset. */
    Constraint fragmentation(ConstraintFactory factory) {
        return factory.forEach(PartitionUse.class)
                .groupBy(
                        PartitionUse::model,
                        ConstraintCollectors.max(PartitionUse::gangWorthWithoutPlan),
                        ConstraintCollectors.max(PartitionUse::gangWorth))
                .filter((model, without, with) -> without > with)
                .penalizeLong(SOFT, (model, without, with) -> without - with)
                .justifyWith((model, without, with, score) -> new GangsBroken(model, without - with))
                .asConstraint(FRAGMENTATION);
    }

    Constraint energy(ConstraintFactory factory) {
        return placedOn(factory)
                .filter((job, partition) -> job.energyCost(partition) > 0)
                .penalizeLong(SOFT, JobPlan::energyCost)
                .justifyWith((job, partition, score) ->
                        new TakesEnergy(job.job().name(), partition.key(), job.kilowattHours(partition)))
                .asConstraint(ENERGY);
    }

    Constraint churn(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(JobPlan.class)
                .filter(job -> job.churnCost() > 0)
                .penalizeLong(SOFT, JobPlan::churnCost)
                .justifyWith(
                        (job, score) -> new Moved(job.job().name(), job.terms().promised(), job.at()))
                .asConstraint(CHURN);
    }

    private static UniConstraintStream<JobPlan> placed(ConstraintFactory factory) {
        return factory.forEachIncludingNullVars(JobPlan.class).filter(JobPlan::placed);
    }

    /** Joined with the partition's facts, not with its use, which changes with every move of anybody. */
    private static BiConstraintStream<JobPlan, PartitionFacts> placedOn(ConstraintFactory factory) {
        return placed(factory).join(PartitionFacts.class, Joiners.equal(JobPlan::partition, PartitionFacts::id));
    }

    private static List<Eligibility.Obstacle> obstacles(JobPlan job, PartitionFacts partition) {
        return switch (Eligibility.of(job.job(), partition, job.terms().rules().datasets())) {
            case Ineligible(List<Eligibility.Obstacle> obstacles) -> obstacles;
            case Eligibility.Eligible() -> List.of();
        };
    }
}
