package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people tell jobs to do. Each is safe to repeat: a job that is already so stays so. */
@Component
public class JobOrders {

    private static final Set<JobState> NOT_STARTED =
            EnumSet.of(JobState.QUEUED, JobState.SCHEDULED, JobState.SUSPENDED);

    private final Jobs jobs;
    private final JobLife life;
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;

    JobOrders(Jobs jobs, JobLife life, JdbcClient jdbc, AuditLog audit, EventLog events, Changes changes) {
        this.jobs = jobs;
        this.life = life;
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
    }

    /** Ends the job: at once when it has no run, otherwise when its run has been stopped. */
    @Transactional
    public Job cancel(long id, String actor, @Nullable String reason) {
        Job job = locked(id);
        switch (job.state()) {
            case CANCELLED -> {}
            case QUEUED, SCHEDULED, SUSPENDED -> move(job, NOT_STARTED, JobState.CANCELLED, "cancel", actor, reason);
            case ACTIVE -> wish(job, Wish.CANCEL, "cancel", actor, reason);
            case SUCCEEDED, FAILED -> throw ended(job);
        }
        return jobs.find(id).orElseThrow();
    }

    /** Ends a job that waits because another stands for it; what runs already is not given up for a wish. */
    @Transactional
    public void replace(long id, long by, String actor) {
        Job job = locked(id);
        requireWaiting(job);
        move(job, NOT_STARTED, JobState.CANCELLED, "cancel", actor, "job %d stands for it".formatted(by));
    }

    /** Refuses a job that has started or ended: nothing can stand for it. */
    public static void requireWaiting(Job job) {
        if (!NOT_STARTED.contains(job.state())) {
            throw Problem.conflict(
                    "job-not-waiting",
                    "state",
                    job.state(),
                    "The job (%d) is %s, only one that waits can be replaced.\nMaybe submit without replacing it."
                            .formatted(job.id(), job.state()));
        }
    }

    /** Puts the job aside until it is resumed; a run is stopped first, and its work counts from its last checkpoint. */
    @Transactional
    public Job suspend(long id, String actor, @Nullable String reason) {
        Job job = locked(id);
        switch (job.state()) {
            case SUSPENDED -> {}
            case QUEUED, SCHEDULED -> move(job, JobState.WAITING, JobState.SUSPENDED, "suspend", actor, reason);
            case ACTIVE -> suspendRun(job, actor, reason);
            case SUCCEEDED, FAILED, CANCELLED -> throw ended(job);
        }
        return jobs.find(id).orElseThrow();
    }

    /** Lets a suspended job wait for a start again. */
    @Transactional
    public Job resume(long id, String actor, @Nullable String reason) {
        Job job = locked(id);
        switch (job.state()) {
            case QUEUED, SCHEDULED -> {}
            case SUSPENDED -> move(job, EnumSet.of(JobState.SUSPENDED), JobState.QUEUED, "resume", actor, reason);
            case ACTIVE -> resumeRun(job);
            case SUCCEEDED, FAILED, CANCELLED -> throw ended(job);
        }
        return jobs.find(id).orElseThrow();
    }

    private void suspendRun(Job job, String actor, @Nullable String reason) {
        if (job.wish() == Wish.CANCEL) {
            throw Problem.conflict(
                    "job-cancelled", "wish", Wish.CANCEL, "The job (%d) is being cancelled.".formatted(job.id()));
        }
        wish(job, Wish.SUSPEND, "suspend", actor, reason);
    }

    /** An order to stop cannot be called back: it may have reached the cluster. */
    private static void resumeRun(Job job) {
        if (job.wish() != Wish.RUN) {
            throw Problem.conflict(
                    "job-stopping",
                    "state",
                    job.state(),
                    "The run of the job (%d) is being stopped.\nTry again when the job is SUSPENDED."
                            .formatted(job.id()));
        }
    }

    private Job locked(long id) {
        return jobs.lock(List.of(id)).stream().findFirst().orElseThrow(() -> Problem.notFound("job", id));
    }

    private void move(Job job, Set<JobState> from, JobState to, String action, String actor, @Nullable String reason) {
        life.move(job.id(), from, to, actor, reason == null ? action : reason);
        audit.record(actor, "job." + action, "job/" + job.id(), state(job.state()), state(to), reason);
    }

    private void wish(Job job, Wish wish, String action, String actor, @Nullable String reason) {
        if (job.wish() == wish) {
            return;
        }
        jdbc.sql("update job set wish = :wish, revision = revision + 1 where id = :id")
                .param("wish", wish.name())
                .param("id", job.id())
                .update();
        audit.record(actor, "job." + action, "job/" + job.id(), state(job.state()), Map.of("wish", wish), reason);
        events.append("job.stopping", job.tenantId(), null, Map.of("jobId", job.id(), "wish", wish));
        changes.publishAfterCommit(new JobsChanged(job.id()));
    }

    private static Map<String, String> state(JobState state) {
        return Map.of("state", state.name());
    }

    /** The problem of an order to a job that has ended. */
    static Problem ended(Job job) {
        return Problem.conflict(
                "job-ended",
                "state",
                job.state(),
                "The job (%d) has ended as %s.\nMaybe submit it again.".formatted(job.id(), job.state()));
    }
}
