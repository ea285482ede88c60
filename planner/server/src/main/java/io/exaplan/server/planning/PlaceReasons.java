package io.exaplan.server.planning;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.solver.Because;
import io.exaplan.engine.solver.JudgedPlacement;
import io.exaplan.engine.solver.JudgedPlacement.Charge;
import io.exaplan.server.planning.JobExplanation.PlanRule;
import io.exaplan.server.planning.JobExplanation.RuleReason;
import java.time.Duration;
import java.util.stream.Collectors;

/** The justifications of the plan's rules, in the words of the API. */
final class PlaceReasons {
    private PlaceReasons() {}

    static RuleReason of(JudgedPlacement.Reason reason) {
        Charge charge = reason.charge();
        PlanRule.Level level = charge.hard() != 0
                ? PlanRule.Level.HARD
                : charge.medium() != 0 ? PlanRule.Level.MEDIUM : PlanRule.Level.SOFT;
        long cost = switch (level) {
            case HARD -> charge.hard();
            case MEDIUM -> charge.medium();
            case SOFT -> charge.soft();
        };
        return new RuleReason(rule(reason.because()), level, cost, words(reason.because()));
    }

    private static PlanRule rule(Because because) {
        return switch (because) {
            case Because.TooManyDevices _ -> PlanRule.DEVICE_CAPACITY;
            case Because.TooManyNodes _ -> PlanRule.WHOLE_NODES;
            case Because.StandsOnReserved _ -> PlanRule.RESERVATIONS;
            case Because.QuotaExceeded _ -> PlanRule.QUOTA;
            case Because.BudgetOverdrawn _ -> PlanRule.BUDGETS;
            case Because.NotEligible _ -> PlanRule.ELIGIBILITY;
            case Because.GangNotWhole _ -> PlanRule.WHOLE_GANG;
            case Because.StartNotAllowed _ -> PlanRule.ALLOWED_START;
            case Because.StartsUnderACut _ -> PlanRule.CUTS;
            case Because.DeadlineMissed _ -> PlanRule.HARD_DEADLINE;
            case Because.TargetsMissed _ -> PlanRule.SHORTFALL;
            case Because.Unplaced _ -> PlanRule.UNPLACED;
            case Because.Waits _ -> PlanRule.WAITING;
            case Because.Late _ -> PlanRule.LATENESS;
            case Because.Moved _ -> PlanRule.CHURN;
            case Because.DataToBring _ -> PlanRule.TRANSFER;
            case Because.GangsBroken _ -> PlanRule.FRAGMENTATION;
            case Because.TakesEnergy _ -> PlanRule.ENERGY;
        };
    }

    private static String words(Because because) {
        return switch (because) {
            case Because.TooManyDevices(String partition, double deviceSeconds) ->
                "%.1f device-hours more than are free on %s".formatted(deviceSeconds / 3600, partition);
            case Because.TooManyNodes(String partition, long nodeSeconds) ->
                "%.1f node-hours more than are wholly free on %s".formatted(nodeSeconds / 3600.0, partition);
            case Because.StandsOnReserved(String partition, double deviceSeconds) ->
                "%.1f device-hours of what is kept for others on %s".formatted(deviceSeconds / 3600, partition);
            case Because.QuotaExceeded(String _, long tflopsSeconds) ->
                "%.3f PFLOPS-hours beyond the quota and what may be borrowed".formatted(tflopsSeconds / 3.6e6);
            case Because.BudgetOverdrawn(String _, long tflopsSeconds) ->
                "%.3f PFLOPS-days beyond what the budgets pay for".formatted(tflopsSeconds / 8.64e7);
            case Because.NotEligible notEligible ->
                notEligible.obstacles().stream()
                        .map(obstacle -> obstacle.detail())
                        .collect(Collectors.joining("; "));
            case Because.GangNotWhole(String _, int workers, int least, int most) ->
                "%d workers, allowed are %d to %d".formatted(workers, least, most);
            case Because.StartNotAllowed(String _, var placement) ->
                "it may not start at %s".formatted(Seconds.text(placement.startSecond()));
            case Because.StartsUnderACut(String _, var cut) ->
                "such workers found no nodes there until %s".formatted(Seconds.text(cut.untilSecond()));
            case Because.DeadlineMissed(String _, long seconds) ->
                "it would end %s after its hard deadline".formatted(duration(seconds));
            case Because.TargetsMissed _ -> "what its tenant or cohort is to attain comes nearer";
            case Because.Unplaced _ -> "it has no start";
            case Because.Waits(String _, long seconds) -> "it waits for %s".formatted(duration(seconds));
            case Because.Late(String _, long endSecond) ->
                "it ends at %s, after its soft deadline".formatted(Seconds.text(endSecond));
            case Because.Moved _ -> "it was promised another start";
            case Because.DataToBring(String _, String cluster, double gib) ->
                "%.0f GiB have to be brought to cluster %s".formatted(gib, cluster);
            case Because.GangsBroken(String model, long _) ->
                "the largest gang of %s that could start now becomes smaller".formatted(model);
            case Because.TakesEnergy(String _, String _, double kilowattHours) ->
                "it takes %.0f kWh".formatted(kilowattHours);
        };
    }

    private static String duration(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
}
