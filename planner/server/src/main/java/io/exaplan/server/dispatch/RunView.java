package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.demand.JobKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it; times are plan time unless they say otherwise.
 *
 * @param stopReason why it was ordered to end, null while nobody wants that
 * @param waitsForMassStop id of the mass stop an operator has to confirm before it ends
 * @param leasedAt wall time of the lease
 * @param milliDevices thousandths of devices its workers hold
 * @param nodes names of the nodes it stands on
 * @param logLink where the cluster's operator shows its log, null when he does not
 * @param transitions every step of its life, in the view of one run only
 */
record RunView(
        UUID id,
        long jobId,
        String jobName,
        JobKind kind,
        String tenant,
        int attempt,
        String cluster,
        String partition,
        long milliDevices,
        RunStage state,
        int generation,
        int width,
        long planVersion,
        Instant leasedAt,
        Instant leased,
        @Nullable Instant started,
        @Nullable Instant expectedEnd,
        @Nullable Instant ended,
        @Nullable StopReason stopReason,
        @Nullable Long waitsForMassStop,
        boolean givenUp,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message,
        List<String> nodes,
        @Nullable String logLink,
        @Nullable List<Step> transitions) {

    /**
     * One step.
     *
     * @param at wall time
     * @param planTime plan time
     */
    record Step(Instant at, Instant planTime, @Nullable String from, String to, String actor, String reason) {}

    static RunView of(
            RunRow run, RunViews.Names names, long milliDevices, List<String> nodes, @Nullable List<Step> transitions) {
        return new RunView(
                run.id(),
                run.jobId(),
                names.job(),
                names.kind(),
                names.tenant(),
                run.attempt(),
                names.cluster(),
                names.partition(),
                milliDevices,
                run.stage(),
                run.generation(),
                run.width(),
                run.planVersion(),
                run.leasedAt(),
                run.planLeased(),
                run.planStarted(),
                run.planExpectedEnd(),
                run.planEnded(),
                run.stopReason(),
                run.stopRevision() == null ? run.massStopId() : null,
                run.givenUp(),
                run.exitCode(),
                run.reason(),
                run.message(),
                nodes,
                names.logLink() == null ? null : names.logLink().of(run.id(), run.jobId(), names.cluster()),
                transitions);
    }
}
