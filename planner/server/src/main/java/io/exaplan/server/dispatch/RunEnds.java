package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.JobState;
import io.exaplan.server.demand.Jobs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a run's step means for its job: over, queued again under its policy, suspended, or still the same. */
@Component
class RunEnds {
    private final JdbcClient sql;
    private final Jobs jobs;
    private final JobLife life;
    private final WorkKept kept;
    private final DispatchSettings settings;

    RunEnds(JdbcClient sql, Jobs jobs, JobLife life, WorkKept kept, DispatchSettings settings) {
        this.sql = sql;
        this.jobs = jobs;
        this.life = life;
        this.kept = kept;
        this.settings = settings;
    }

    /** Jobs are locked before their runs, always. */
    void lockJobs(Collection<Long> jobIds) {
        jobs.hold(jobIds);
    }

    /** Whether it is a service with a stated length: ended at that length it is done, not failed. */
    boolean serviceWithEnd(RunRow run) {
        return run.stopReason() == StopReason.EXPIRED
                && sql.sql("""
                                select spec ->> 'kind' = 'INFERENCE' and spec ->> 'expectedSeconds' is not null
                                from run where id = :id""").param("id", run.id()).query(Boolean.class).single();
    }

    /** Whether a run that was given up can be its job's run again: the job waits, and nothing newer was begun. */
    boolean canReturn(RunRow run) {
        return jobs.find(run.jobId())
                        .filter(job -> job.state() == JobState.QUEUED || job.state() == JobState.SCHEDULED)
                        .isPresent()
                && sql.sql("select max(attempt) = :attempt from run where job_id = :job")
                        .param("attempt", run.attempt())
                        .param("job", run.jobId())
                        .query(Boolean.class)
                        .single();
    }

    /**
     * Takes the jobs along, in the caller's transaction, after their runs have moved. Most have simply succeeded: these go
     * together, as a long transaction would keep the planner from starting others there.
     *
     * @param moves every step by the run as it was before
     */
    void afterMoves(Map<RunRow, RunMove> moves) {
        List<Long> succeeded = new ArrayList<>();
        moves.forEach((before, move) -> {
            if (before.givenUp()) {
                life.activated(before.jobId(), "its run %s is back".formatted(before.id()));
            }
            long job = before.jobId();
            switch (move.to()) {
                case LEASED, STARTING, RUNNING, LOST -> {}
                case SUCCEEDED -> succeeded.add(job);
                case CANCELLED -> {
                    kept.count(before.id(), job);
                    stopped(before);
                }
                case PREEMPTED -> {
                    kept.count(before.id(), job);
                    life.requeued(job, "its run was preempted");
                }
                case FAILED -> {
                    kept.count(before.id(), job);
                    failed(before, move);
                }
            }
        });
        life.succeeded(succeeded, "its run succeeded");
    }

    /** A LOST run that nobody waits for any more: its job waits for another. */
    void givenUp(RunRow run, String why) {
        kept.count(run.id(), run.jobId());
        life.requeued(run.jobId(), why);
    }

    private void stopped(RunRow before) {
        if (before.stopReason() == StopReason.SUSPENDED) {
            life.suspended(before.jobId(), "its run was stopped");
        } else {
            life.cancelled(before.jobId(), "its run was stopped");
        }
    }

    /** An order to end may meet a failure; what was wanted then still holds. */
    private void failed(RunRow before, RunMove move) {
        switch (before.stopReason()) {
            case CANCELLED, SUSPENDED -> stopped(before);
            case PREEMPTED -> life.requeued(before.jobId(), "its run failed while it was preempted");
            case EXPIRED -> life.failed(before.jobId(), "its run reached the maximum duration");
            case null -> retry(before, move);
            case ORPHANED, UNSUPPORTED -> retry(before, move);
        }
    }

    private void retry(RunRow before, RunMove move) {
        Failures failures =
                sql.sql("""
                        select count(*) filter (where reason in ('NodeLost', 'DeviceLost')) as nodes,
                               count(*) filter (where reason is null or reason not in ('NodeLost', 'DeviceLost', 'LeaseExpired')) as own
                        from run where job_id = :job and state = 'FAILED'""").param("job", before.jobId()).query(Failures.class).single();
        RetryPolicy policy = jobs.find(before.jobId()).map(this::policy).orElseThrow();
        switch (policy.judge(move.reason(), move.exitCode(), failures.own(), failures.nodes())) {
            case RetryPolicy.Verdict.Again again -> life.requeued(before.jobId(), again.why());
            case RetryPolicy.Verdict.Failed failed -> life.failed(before.jobId(), failed.why());
        }
    }

    private RetryPolicy policy(Job job) {
        JobSpec.Retry retry = job.spec().retry();
        return new RetryPolicy(
                retry.maxAttempts(),
                Set.copyOf(retry.exitCodes()),
                retry.onNodeFailure(),
                settings.maxNodeFailureRestarts());
    }

    private record Failures(int nodes, int own) {}
}
