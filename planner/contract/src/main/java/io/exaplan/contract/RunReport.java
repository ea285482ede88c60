package io.exaplan.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the agent knows of one run.
 *
 * @param runId the run's id, as it was ordered
 * @param jobId the job it belongs to, from the specification; explains a run the planner has forgotten. 0 when the agent
 *     never had the specification
 * @param generation generation of the specification the cluster holds
 * @param state the run's state
 * @param startedAt plan time at which all workers were up, absent before
 * @param endedAt plan time of its end, absent before
 * @param exitCode exit code of the first worker that failed, or 0; absent while it runs or when unknown
 * @param reason machine-readable token, see {@link RunReasons}; readers take tokens they do not know as they are
 * @param message one sentence for people, absent when there is nothing to add
 */
public record RunReport(
        String runId,
        long jobId,
        int generation,
        RunState state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String message) {}
