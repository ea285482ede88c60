package io.exaplan.server.planning;

import io.exaplan.engine.book.Counterfactual;
import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.server.demand.JobCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a job starts when and where it does, and what would start it sooner. Times are plan time.
 *
 * @param blockers what keeps it from starting now, all that apply
 * @param whyHere why it stands where the plan has it or where it runs, null when it does neither
 * @param places what the rules of the plan say of that place, the first, and of the best others; empty without a place
 * @param partitions what each partition lacks, the best first; empty for a job that does not wait
 * @param partitionsLeftOut how many more partitions there are than are listed
 * @param counterfactuals what would start it sooner, one smallest change of each kind
 */
public record JobExplanation(
        List<JobCondition> blockers,
        @Nullable String whyHere,
        List<Place> places,
        List<ConsideredPartition> partitions,
        int partitionsLeftOut,
        List<SoonerWith> counterfactuals) {
    public JobExplanation {
        blockers = List.copyOf(blockers);
        places = List.copyOf(places);
        partitions = List.copyOf(partitions);
        counterfactuals = List.copyOf(counterfactuals);
    }

    /**
     * A place for the job as the rules of the plan judge it, everybody else where they are.
     *
     * @param partition {@code cluster/name}
     * @param here whether it is the job's own
     * @param end when it would end there, null without an end
     * @param reasons what each rule says, the weightiest first; rules that say nothing are left out
     */
    public record Place(
            String partition,
            boolean here,
            Instant start,
            @Nullable Instant end,
            List<RuleReason> reasons) {
        public Place {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * What one rule says of a place.
     *
     * @param level what counts before what: a place that breaks a HARD rule is none
     * @param cost what it costs the plan on that level; below 0 where it gains
     * @param because the values behind it, for people
     */
    public record RuleReason(PlanRule rule, PlanRule.Level level, long cost, String because) {}

    /** The rules of the plan. */
    public enum PlanRule {
        DEVICE_CAPACITY,
        WHOLE_NODES,
        RESERVATIONS,
        QUOTA,
        BUDGETS,
        ELIGIBILITY,
        WHOLE_GANG,
        ALLOWED_START,
        CUTS,
        HARD_DEADLINE,
        SHORTFALL,
        UNPLACED,
        WAITING,
        LATENESS,
        CHURN,
        TRANSFER,
        FRAGMENTATION,
        ENERGY;

        /** What counts before what. */
        public enum Level {
            HARD,
            MEDIUM,
            SOFT
        }
    }

    /**
     * A partition as the job meets it.
     *
     * @param partition {@code cluster/name}
     * @param summary what it lacks and until when, for people
     * @param obstacles why it may never run there, empty when it may
     * @param neededDevices devices it needs at once
     * @param freeDevices devices free now
     * @param neededWholeNodes wholly free nodes it needs, 0 when parts of nodes will do
     * @param freeWholeNodes wholly free nodes there are now
     * @param earliestStart when it could start there, null when not before the horizon or never
     * @param end when it would end there, null without a start or an end
     * @param heldBy who holds devices there now, those who end first; told of the best few partitions
     */
    public record ConsideredPartition(
            String partition,
            String acceleratorModel,
            String summary,
            List<Hindrance> obstacles,
            double neededDevices,
            double freeDevices,
            long neededWholeNodes,
            long freeWholeNodes,
            @Nullable Instant earliestStart,
            @Nullable Instant end,
            List<Holder> heldBy) {
        public ConsideredPartition {
            obstacles = List.copyOf(obstacles);
            heldBy = List.copyOf(heldBy);
        }
    }

    /** Something that stands in the way for good. */
    public record Hindrance(Obstacle.Kind kind, String detail) {}

    /**
     * A run that holds devices.
     *
     * @param jobId null when it is another tenant's
     * @param job name of the job, {@code another tenant} when it is another tenant's
     * @param until when it is expected to end, null without an end
     */
    public record Holder(
            @Nullable Long jobId,
            String job,
            double devices,
            @Nullable Instant until) {}

    /**
     * One change that starts the job sooner; the same change one step smaller does not.
     *
     * @param from how it is stated now
     * @param to how it would have to be stated
     * @param workers workers it would start with
     * @param runTime how long it would run, null without an end
     * @param runsEnded runs of lower priority that would end for it
     * @param change the same as fields of a submission
     * @param summary all of it in a sentence, for people
     */
    public record SoonerWith(
            Counterfactual.Kind kind,
            String from,
            String to,
            Instant start,
            @Nullable Instant end,
            String partition,
            int workers,
            @Nullable Duration runTime,
            int runsEnded,
            JobChange change,
            String summary) {}
}
