package io.exaplan.server.demand;

import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The only place where a job's state changes. Every change is recorded with its actor and reason and told to the event streams;
 * all of it in the caller's transaction. Methods answer whether the job was in a state from which this can happen.
 */
@Component
public class JobLife {

    private static final String RUNNER = "dispatch";

    private final JdbcClient jdbc;
    private final JobRows rows;
    private final PlanTime planTime;
    private final EventLog events;
    private final Changes changes;

    JobLife(JdbcClient jdbc, JobRows rows, PlanTime planTime, EventLog events, Changes changes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.planTime = planTime;
        this.events = events;
        this.changes = changes;
    }

    /** Writes what the plan found out about many jobs: conditions, the revision looked at, QUEUED or SCHEDULED. */
    public void evaluated(Collection<Evaluated> found) {
        List<Evaluated> all = List.copyOf(found);
        if (all.isEmpty()) {
            return;
        }
        int moved = jdbc.sql(JobSql.EVALUATED)
                .param("ids", all.stream().map(Evaluated::jobId).toArray(Long[]::new))
                .param("revisions", all.stream().map(Evaluated::revision).toArray(Long[]::new))
                .param("starts", all.stream().map(Evaluated::hasStart).toArray(Boolean[]::new))
                .param(
                        "conditions",
                        all.stream().map(each -> rows.text(each.conditions())).toArray(String[]::new))
                .param("now", planNow())
                .query(Integer.class)
                .single();
        if (moved > 0) {
            events.appended();
        }
    }

    /** A run of the job was created, or one that was given up is back. */
    public boolean activated(long jobId, String reason) {
        return move(jobId, JobState.WAITING, JobState.ACTIVE, RUNNER, reason);
    }

    /** Of jobs whose runs ended well, all at once; answers how many were active. */
    public int succeeded(Collection<Long> jobIds, String reason) {
        return move(jobIds, EnumSet.of(JobState.ACTIVE), JobState.SUCCEEDED, RUNNER, reason);
    }

    public boolean failed(long jobId, String reason) {
        return move(jobId, EnumSet.of(JobState.ACTIVE), JobState.FAILED, RUNNER, reason);
    }

    /** The run of a job that was to be cancelled has ended. */
    public boolean cancelled(long jobId, String reason) {
        return move(jobId, EnumSet.of(JobState.ACTIVE), JobState.CANCELLED, RUNNER, reason);
    }

    /** The run of a job that was to be suspended has ended. */
    public boolean suspended(long jobId, String reason) {
        return move(jobId, EnumSet.of(JobState.ACTIVE), JobState.SUSPENDED, RUNNER, reason);
    }

    /** The run has ended and the job waits for another; unless people wanted it stopped meanwhile, then it is what they wanted. */
    public boolean requeued(long jobId, String reason) {
        JobState to = jdbc.sql("select wish from job where id = :id for no key update")
                .param("id", jobId)
                .query(String.class)
                .optional()
                .map(Wish::valueOf)
                .map(JobLife::afterRun)
                .orElse(JobState.QUEUED);
        return move(jobId, EnumSet.of(JobState.ACTIVE), to, RUNNER, reason);
    }

    private static JobState afterRun(Wish wish) {
        return switch (wish) {
            case RUN -> JobState.QUEUED;
            case CANCEL -> JobState.CANCELLED;
            case SUSPEND -> JobState.SUSPENDED;
        };
    }

    /** Counts what runs of the job have done so far, a share of its work below 1; a planner notices when it moves. */
    public void worked(long jobId, double share) {
        jdbc.sql("update job set work_done = :share where id = :id")
                .param("share", share)
                .param("id", jobId)
                .update();
    }

    /** Records that a job is new. */
    void submitted(long jobId, String actor) {
        jdbc.sql(JobSql.SUBMITTED)
                .param("id", jobId)
                .param("now", planNow())
                .param("actor", actor)
                .update();
        events.appended();
        changes.publishAfterCommit(new JobsChanged(jobId));
    }

    /** Moves a job that is in one of these states. */
    boolean move(long jobId, Set<JobState> from, JobState to, String actor, String reason) {
        return move(List.of(jobId), from, to, actor, reason) == 1;
    }

    private int move(Collection<Long> jobIds, Set<JobState> from, JobState to, String actor, String reason) {
        if (jobIds.isEmpty()) {
            return 0;
        }
        int moved = jdbc.sql(JobSql.MOVED)
                .param("ids", jobIds.toArray(Long[]::new))
                .param(
                        "from",
                        Arrays.stream(from.toArray(JobState[]::new))
                                .map(JobState::name)
                                .toArray(String[]::new))
                .param("to", to.name())
                .param("ended", to.ended())
                .param("attempt", to == JobState.ACTIVE ? 1 : 0)
                .param("conditions", rows.text(JobSql.conditionsIn(to)))
                .param("now", planNow())
                .param("actor", actor)
                .param("reason", reason)
                .query(Integer.class)
                .single();
        if (moved > 0) {
            events.appended();
            jobIds.forEach(jobId -> changes.publishAfterCommit(new JobsChanged(jobId)));
        }
        return moved;
    }

    private OffsetDateTime planNow() {
        return planTime.now().atOffset(ZoneOffset.UTC);
    }
}
