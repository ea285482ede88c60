package io.exaplan.server.dispatch;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs that last longer than was said: their expected end moves on, and the plan makes do with that. */
@Component
class Overruns {
    private final JdbcClient sql;
    private final RunLife life;
    private final DispatchSettings settings;

    Overruns(JdbcClient sql, RunLife life, DispatchSettings settings) {
        this.sql = sql;
        this.life = life;
        this.settings = settings;
    }

    /** In the caller's fenced transaction. */
    void extend(Instant planNow) {
        String steps = settings.overrunPlanSteps().stream()
                .map(Duration::toSeconds)
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
        List<Integer> clusters = sql.sql("""
                        with late as (
                            select id from run
                            where state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not given_up
                              and plan_expected_end <= :now
                            -- one that is just being reported on may have ended: the next look tells
                            order by id for no key update skip locked
                        )
                        update run set overruns = overruns + 1, changed_in = pg_current_xact_id(),
                            plan_expected_end = :now::timestamptz + make_interval(secs =>
                                (:steps::bigint[])[least(overruns + 1, cardinality(:steps::bigint[]))])
                        from late where run.id = late.id
                        returning cluster_id""")
                .param("now", Timestamp.from(planNow))
                .param("steps", steps)
                .query((rows, number) -> rows.getInt(1))
                .list();
        clusters.stream().distinct().forEach(life::tell);
    }
}
