package io.exaplan.server.dispatch;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How runs are offered, watched and stopped. Durations named "plan" are plan time, the others wall time.
 *
 * @param maxBody largest body of an agent's exchange, unpacked
 * @param maxRuns most runs an agent may report in one exchange
 * @param longestPoll longest time a poll is held open
 * @param slowPoll how often a pending poll looks for itself, should a wake-up get lost
 * @param nextSync when an agent calls again at the latest
 * @param usageInterval how often the measured utilisation of a cluster is stored at most
 * @param grace time between SIGTERM and the end by force
 * @param watch how often the leader looks after services, overruns, expiry, runs that do not start and lost runs
 * @param startPatience how long after its lease a run may take to start on a cluster that is heard, before it is taken back;
 *     the longest pull of an image should fit
 * @param rescheduleLease how long a run whose job asks for RESCHEDULE may go on without the planner, where a dead-man's switch
 *     watches it
 * @param rescheduleMargin how much longer than lease, switch and grace together the planner waits before such a job runs
 *     elsewhere: for clocks that disagree
 * @param overrunPlanSteps by how much the expected end moves on at the first, second, ... overrun; the last one repeats
 * @param expiryPlanMargin how long after its maximum duration a run that its cluster did not end is ordered to stop
 * @param cutPlanBackoff how long a shape that found no room is kept off a partition at first
 * @param cutPlanBackoffMax up to how long that doubles
 * @param maxNodeFailureRestarts how often a job is started again because a node failed, besides its own attempts
 * @param logPatience how long whoever asks for a run's log waits for the cluster's agent
 * @param logRequests ends of logs asked of a cluster at once
 * @param massStopShare share of a cluster's runs that may be ordered to stop within {@code massStopWindow}
 * @param massStopMinimum number of runs that may always be ordered to stop, however small the cluster
 * @param massStopWindow what "at once" means for the two before
 */
@ConfigurationProperties("exaplan.dispatch")
public record DispatchSettings(
        @DefaultValue("32MB") DataSize maxBody,
        @DefaultValue("20000") int maxRuns,
        @DefaultValue("20s") Duration longestPoll,
        @DefaultValue("2s") Duration slowPoll,
        @DefaultValue("10s") Duration nextSync,
        @DefaultValue("10s") Duration usageInterval,
        @DefaultValue("30s") Duration grace,
        @DefaultValue("1s") Duration watch,
        @DefaultValue("30m") Duration startPatience,
        @DefaultValue("10m") Duration rescheduleLease,
        @DefaultValue("1m") Duration rescheduleMargin,
        @DefaultValue({"1m", "5m", "15m", "30m", "1h"}) List<Duration> overrunPlanSteps,
        @DefaultValue("1m") Duration expiryPlanMargin,
        @DefaultValue("1m") Duration cutPlanBackoff,
        @DefaultValue("1h") Duration cutPlanBackoffMax,
        @DefaultValue("10") int maxNodeFailureRestarts,
        @DefaultValue("10s") Duration logPatience,
        @DefaultValue("20") int logRequests,
        @DefaultValue("0.05") double massStopShare,
        @DefaultValue("10") int massStopMinimum,
        @DefaultValue("5m") Duration massStopWindow) {
    public DispatchSettings {
        overrunPlanSteps = List.copyOf(overrunPlanSteps);
        if (overrunPlanSteps.isEmpty() || overrunPlanSteps.stream().anyMatch(step -> step.toSeconds() < 1)) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch.overrun-plan-steps is %s.\nState at least one step of at least a second."
                            .formatted(overrunPlanSteps));
        }
        if (maxBody.toBytes() < 1024 || maxBody.toBytes() > Integer.MAX_VALUE / 2 || maxRuns < 1) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: max-body is %s and max-runs %d.\nState 1KB to 1GB, and at least 1 run."
                            .formatted(maxBody, maxRuns));
        }
        if (longestPoll.isNegative() || slowPoll.toMillis() < 1 || nextSync.toMillis() < 1 || watch.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: longest-poll is %s, slow-poll %s, next-sync %s, watch %s.\nNone may be negative, only longest-poll may be zero."
                            .formatted(longestPoll, slowPoll, nextSync, watch));
        }
        if (startPatience.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch.start-patience is %s.\nState how long a run may take to start, such as 30m."
                            .formatted(startPatience));
        }
        if (rescheduleLease.toSeconds() < 1 || rescheduleMargin.isNegative()) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: reschedule-lease is %s and reschedule-margin %s.\nState a lease of at least a second, and no negative margin."
                            .formatted(rescheduleLease, rescheduleMargin));
        }
        if (cutPlanBackoff.toSeconds() < 1 || cutPlanBackoffMax.compareTo(cutPlanBackoff) < 0) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: cut-plan-backoff is %s and cut-plan-backoff-max %s.\nState at least a second, and a maximum not below it."
                            .formatted(cutPlanBackoff, cutPlanBackoffMax));
        }
        if (!logPatience.isPositive() || logRequests < 1) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: log-patience is %s, log-requests %d.\nBoth must be above 0."
                            .formatted(logPatience, logRequests));
        }
        if (!(massStopShare >= 0 && massStopShare <= 1) || massStopMinimum < 1 || massStopWindow.isNegative()) {
            throw new IllegalArgumentException(
                    "exaplan.dispatch: mass-stop-share is %s, mass-stop-minimum %d, mass-stop-window %s.\nState a share from 0 to 1, at least 1 run, and no negative time."
                            .formatted(massStopShare, massStopMinimum, massStopWindow));
        }
    }
}
