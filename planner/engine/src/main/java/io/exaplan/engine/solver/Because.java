package io.exaplan.engine.solver;

import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.stream.ConstraintJustification;

/** Why a plan has the score it has: one record for each rule, with the values behind it. */
public sealed interface Because extends ConstraintJustification {

    /** More devices are planned than there are, for so many device-seconds in all. */
    record TooManyDevices(String partition, double deviceSeconds) implements Because {}

    /** More wholly free nodes are planned than there are. */
    record TooManyNodes(String partition, long nodeSeconds) implements Because {}

    /** What is kept for others is planned for those it is not kept for, for so many device-seconds in all. */
    record StandsOnReserved(String partition, double deviceSeconds) implements Because {}

    /** A group of tenants is planned to use more than its quotas allow, by so many TFLOPS times seconds. */
    record QuotaExceeded(String group, long tflopsSeconds) implements Because {}

    /** Tenants of a group are planned to do more work than their budgets pay for, by so many TFLOPS times seconds. */
    record BudgetOverdrawn(String group, long tflopsSeconds) implements Because {}

    /** The job may not run there at all. */
    record NotEligible(String job, String partition, List<Obstacle> obstacles) implements Because {}

    /** The gang is not whole, or wider than it may be. */
    record GangNotWhole(String job, int workers, int least, int most) implements Because {}

    /** It starts before it may, or after the horizon. */
    record StartNotAllowed(String job, Placement placement) implements Because {}

    /** It starts where such workers found no nodes lately. */
    record StartsUnderACut(String job, Cut cut) implements Because {}

    /** It ends after its hard deadline. */
    record DeadlineMissed(String job, long seconds) implements Because {}

    /** Targets of a group of tenants are missed. */
    record TargetsMissed(String group, long cost) implements Because {}

    /** Its data has to be brought to the cluster. */
    record DataToBring(String job, String cluster, double gib) implements Because {}

    /** The largest gang of a model that could start is smaller by so much of its worth. */
    record GangsBroken(String model, long cost) implements Because {}

    /** It takes energy. */
    record TakesEnergy(String job, String partition, double kilowattHours) implements Because {}

    /** It has no start. */
    record Unplaced(String job, int priority, double value) implements Because {}

    /** It waits. */
    record Waits(String job, long seconds) implements Because {}

    /** It ends after its soft deadline. */
    record Late(String job, long endSecond) implements Because {}

    /** It does not start as it was promised. */
    record Moved(
            String job,
            @Nullable Placement promised,
            @Nullable Placement now) implements Because {}
}
