package io.exaplan.server.demand;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The jobs, for those who plan and run them. */
@Component
public class Jobs {

    private static final int BATCH = 2_000;

    private final JdbcClient jdbc;
    private final JobRows rows;

    Jobs(JdbcClient jdbc, JobRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    public Optional<Job> find(long id) {
        return withIds(List.of(id)).stream().findFirst();
    }

    /** Those of the ids that exist, by id. */
    public List<Job> withIds(Collection<Long> ids) {
        return jdbc.sql("select " + JobRows.COLUMNS + " from job j where id = any(:ids) order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query(rows)
                .list();
    }

    /**
     * Locks their rows until the transaction ends. Everybody locks in one order, so that nobody meets in a deadlock: jobs by
     * their ids, all that are needed at once; then runs; clusters last.
     */
    public void hold(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("select id from job where id = any(:ids) order by id for no key update")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(row -> {});
        }
    }

    /** As {@link #withIds}, after {@link #hold}. */
    public List<Job> lock(Collection<Long> ids) {
        hold(ids);
        return withIds(ids);
    }

    /** Jobs that changed after the plan looked at them, in any state, oldest first. */
    public List<Job> unplanned(int limit) {
        return jdbc.sql("select " + JobRows.COLUMNS
                        + " from job j where planned_revision < revision order by id limit :limit")
                .param("limit", limit)
                .query(rows)
                .list();
    }

    /** Hands over every job that has not ended, by id, without holding them all. */
    public void live(Consumer<Job> receiver) {
        long after = 0;
        List<Job> batch;
        do {
            batch = liveAfter(after);
            batch.forEach(receiver);
            after = batch.isEmpty() ? after : batch.getLast().id();
        } while (batch.size() == BATCH);
    }

    /** Active jobs that people want cancelled or suspended: their runs are to be stopped. */
    public List<Job> wantedToStop() {
        return jdbc.sql("select " + JobRows.COLUMNS
                        + " from job j where state = 'ACTIVE' and wish <> 'RUN' order by id")
                .query(rows)
                .list();
    }

    /** Hands over what was submitted within a window of plan time and not cancelled, by id, without holding all of it. */
    public void submittedWithin(Instant from, Instant until, Consumer<Job> receiver) {
        long after = 0;
        List<Job> batch;
        do {
            batch = jdbc.sql("select " + JobRows.COLUMNS + """
                             from job j
                            where plan_submitted > :from and plan_submitted <= :until and state <> 'CANCELLED' and id > :id
                            order by id limit :limit
                            """)
                    .param("from", from.atOffset(ZoneOffset.UTC))
                    .param("until", until.atOffset(ZoneOffset.UTC))
                    .param("id", after)
                    .param("limit", BATCH)
                    .query(rows)
                    .list();
            batch.forEach(receiver);
            after = batch.isEmpty() ? after : batch.getLast().id();
        } while (batch.size() == BATCH);
    }

    /** Plan time of the first submission there is. */
    public Optional<Instant> firstSubmission() {
        return jdbc.sql("select min(plan_submitted) from job")
                .query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    private List<Job> liveAfter(long id) {
        return jdbc.sql("select " + JobRows.COLUMNS + """
                         from job j
                        where state in ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUSPENDED') and id > :id
                        order by id limit :limit
                        """)
                .param("id", id)
                .param("limit", BATCH)
                .query(rows)
                .list();
    }
}
