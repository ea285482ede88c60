package io.exaplan.server.dispatch;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.demand.JobSpec.Checkpoint;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.time.PlanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a run that ended early leaves to the next: the work up to its last checkpoint, where its job writes any. A run of a lost
 * cluster is believed to have worked until its cluster was last heard.
 */
@Component
class WorkKept {

    /** There is always something left to do for a run that did not end well. */
    private static final double MOST = 0.999;

    private final JdbcClient sql;
    private final Jobs jobs;
    private final JobLife life;
    private final PlanTime planTime;

    WorkKept(JdbcClient sql, Jobs jobs, JobLife life, PlanTime planTime) {
        this.sql = sql;
        this.jobs = jobs;
        this.life = life;
        this.planTime = planTime;
    }

    /** Counts it, in the caller's transaction, once the run's end is written and before its job moves. */
    void count(UUID runId, long jobId) {
        Job job = jobs.find(jobId).orElseThrow();
        Checkpoint checkpoint = job.spec().checkpoint();
        if (checkpoint == null) {
            return;
        }
        Ran ran = ran(runId);
        if (ran.started() != null && ran.expectedSeconds() != null) {
            double done = done(
                    ran.workBefore(),
                    Duration.between(ran.started(), ran.until()),
                    checkpoint.interval(),
                    ran.expectedSeconds());
            if (done > job.workDone()) {
                life.worked(jobId, done);
            }
        }
    }

    /**
     * The share of a job's work that is done.
     *
     * @param before the share that was done when the run began
     * @param ran how long it ran
     * @param interval run time from one checkpoint to the next
     * @param expectedSeconds how long the rest of the work would have taken it
     */
    static double done(double before, Duration ran, Duration interval, long expectedSeconds) {
        long checkpoints = ran.isNegative() ? 0 : ran.dividedBy(interval);
        double kept = checkpoints * (double) interval.toSeconds() / expectedSeconds;
        return Math.min(MOST, before + (1 - before) * Math.min(1, kept));
    }

    private Ran ran(UUID runId) {
        return sql.sql("""
                        select run.work_before, run.plan_started, run.plan_ended, (run.spec ->> 'expectedSeconds')::bigint as expected,
                               cluster.last_sync_at
                        from run join cluster on cluster.id = run.cluster_id where run.id = :id""")
                .param("id", runId)
                .query((row, number) -> new Ran(
                        row.getDouble("work_before"),
                        instant(row.getObject("plan_started", OffsetDateTime.class)),
                        until(
                                instant(row.getObject("plan_ended", OffsetDateTime.class)),
                                instant(row.getObject("last_sync_at", OffsetDateTime.class))),
                        row.getObject("expected", Long.class)))
                .single();
    }

    private Instant until(@Nullable Instant ended, @Nullable Instant lastHeard) {
        if (ended != null) {
            return ended;
        }
        return lastHeard == null ? planTime.now() : planTime.at(lastHeard);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private record Ran(
            double workBefore,
            @Nullable Instant started,
            Instant until,
            @Nullable Long expectedSeconds) {}
}
