package io.exaplan.server.scenario;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.exaplan.server.demand.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A planned world in figures. PFLOPS are dense FP16/BF16 vendor peak; devices of unknown FLOPS count none.
 *
 * @param seed seed of its search and of what its overlay drew
 * @param jobs jobs that wait, or come within the horizon
 * @param placed those with a start
 * @param waitP50Seconds from submission to planned start in plan time, of the jobs with a start; null without any
 * @param waitP90Seconds likewise
 * @param deadlinesMissed jobs that end after their deadline, or have none to end by as they have no start
 * @param utilisationByModel device time planned and running over device time there is, to the horizon, by catalogue key
 * @param pflopsDaysByTenant what plan and runs charge to the horizon, by tenant
 * @param funnel PFLOPS over time, a day or a week each
 * @param targets what each target has attained over time
 * @param steps steps its search took
 * @param endedBySteps whether the steps ended the search, so that it can be repeated exactly
 * @param score the score in the solver's words
 * @param problemSha256 hash of the problem's JSON
 */
record Outcome(
        long seed,
        int jobs,
        int placed,
        @Nullable Double waitP50Seconds,
        @Nullable Double waitP90Seconds,
        int deadlinesMissed,
        Map<String, Double> utilisationByModel,
        Map<String, Double> pflopsDaysByTenant,
        @JsonAlias("days") List<Stretch> funnel,
        List<Attained> targets,
        long steps,
        boolean endedBySteps,
        String score,
        String problemSha256) {

    /**
     * Mean PFLOPS of one day or week of plan time, the last one as long as the horizon leaves it.
     *
     * @param schedulable what partitions that accept work have
     * @param allocated what plan and runs hold of it
     */
    record Stretch(Instant from, double schedulable, double allocated) {}

    /**
     * A target over time.
     *
     * @param target its id
     * @param name for people; null in results of before it was told
     * @param scope whose it is; null in results of before
     * @param whose the tenant or cohort it is of, null for the city
     * @param level what is promised in PFLOPS; null for a count
     * @param counted what is counted; null for PFLOPS
     * @param wanted PFLOPS, on average over its window where it is a tenant's or a cohort's, or how many
     * @param by its date; null in results of before
     * @param shares of what it wants, one for each stretch; of a tenant's or a cohort's what is attained in all by the stretch's
     *     end, of the city's what there is on average in it. None where nobody can tell
     */
    record Attained(
            String target,
            @Nullable String name,
            Target.@Nullable Scope scope,
            @Nullable String whose,
            Target.@Nullable Level level,
            Target.@Nullable Counted counted,
            @JsonAlias("pflops") double wanted,
            @Nullable Instant by,
            List<Double> shares) {
        Attained {
            shares = List.copyOf(shares);
        }

        /** What it is called. */
        String called() {
            return name == null ? whose + " " + target : name;
        }

        /** At its date, or at the end of what was planned when that comes later; null where nobody can tell. */
        @Nullable
        Double atDate(List<Stretch> stretches) {
            Double share = null;
            for (int i = 0; i < shares.size() && i < stretches.size(); i++) {
                if (by == null || stretches.get(i).from().isBefore(by)) {
                    share = shares.get(i);
                }
            }
            return share;
        }
    }

    Outcome {
        utilisationByModel = Map.copyOf(utilisationByModel);
        pflopsDaysByTenant = Map.copyOf(pflopsDaysByTenant);
        funnel = List.copyOf(funnel);
        targets = orNone(targets);
    }

    /** Results of before told nothing of targets. */
    private static List<Attained> orNone(@Nullable List<Attained> stated) {
        return stated == null ? List.of() : List.copyOf(stated);
    }

    int unplaced() {
        return jobs - placed;
    }

    double pflopsDays() {
        return pflopsDaysByTenant.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
