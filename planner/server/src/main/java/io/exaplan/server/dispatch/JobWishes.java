package io.exaplan.server.dispatch;

import io.exaplan.contract.StopReason;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.Wish;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What teams want of jobs that are running: cancelled or suspended, their runs are ordered to end. */
@Component
class JobWishes {
    private final Jobs jobs;
    private final JdbcClient sql;
    private final StopDesk stops;

    JobWishes(Jobs jobs, JdbcClient sql, StopDesk stops) {
        this.jobs = jobs;
        this.sql = sql;
        this.stops = stops;
    }

    /** In the caller's fenced transaction. */
    void order(long leaderEpoch) {
        List<Job> wanted = jobs.wantedToStop();
        jobs.hold(wanted.stream().map(Job::id).toList());
        order(wanted, Wish.CANCEL, StopReason.CANCELLED, leaderEpoch);
        order(wanted, Wish.SUSPEND, StopReason.SUSPENDED, leaderEpoch);
    }

    private void order(List<Job> wanted, Wish wish, StopReason reason, long leaderEpoch) {
        List<Long> ids =
                wanted.stream().filter(job -> job.wish() == wish).map(Job::id).toList();
        if (ids.isEmpty()) {
            return;
        }
        List<UUID> runs = sql.sql("""
                        select id from run
                        where job_id = any (:jobs) and (state in ('LEASED', 'STARTING', 'RUNNING')
                            or (state = 'LOST' and not given_up)) and stop_reason is distinct from :reason""")
                .param("jobs", ids.toArray(Long[]::new))
                .param("reason", reason.name())
                .query((rows, number) -> rows.getObject(1, UUID.class))
                .list();
        if (!runs.isEmpty()) {
            stops.order(runs, reason, leaderEpoch);
        }
    }
}
