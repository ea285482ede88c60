package io.exaplan.server.planning;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who leads, and what waits for what. The leader alone counts the queue, so that replicas do not count it twice. */
@Component
class QueueGauges {
    private static final Logger log = LoggerFactory.getLogger(QueueGauges.class);

    private final Leadership leadership;
    private final JdbcClient sql;
    private final MultiGauge byState;
    private final MultiGauge byCondition;

    QueueGauges(Leadership leadership, PlanningMetrics metrics, JdbcClient sql, MeterRegistry registry) {
        this.leadership = leadership;
        this.sql = sql;
        byState = MultiGauge.builder("exaplan.jobs")
                .description("jobs that have not ended, by state")
                .register(registry);
        byCondition = MultiGauge.builder("exaplan.jobs.waiting")
                .description("jobs that wait, by each condition that keeps them")
                .register(registry);
        Gauge.builder("exaplan.planning.leading", leadership, leader -> leader.leading() ? 1 : 0)
                .description("1 where this replica plans")
                .register(registry);
        Gauge.builder("exaplan.planning.epoch", leadership, Leadership::epoch)
                .description("last epoch this replica led in")
                .register(registry);
        Gauge.builder(
                        "exaplan.planning.book.age.seconds",
                        metrics,
                        turns -> leadership.leading() ? turns.sinceLastLook().toMillis() / 1000.0 : Double.NaN)
                .description("since the planning thread last looked round")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${exaplan.planning.gauges:15s}")
    void count() {
        if (!leadership.leading()) {
            byState.register(List.of(), true);
            byCondition.register(List.of(), true);
            return;
        }
        try {
            byState.register(rows("state", """
                    select state as label, count(*) as jobs from job
                    where state in ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUSPENDED') group by state"""), true);
            byCondition.register(rows("condition", """
                    select condition ->> 'type' as label, count(*) as jobs
                    from job, jsonb_array_elements(conditions) as condition
                    where state in ('QUEUED', 'SCHEDULED', 'SUSPENDED') group by 1"""), true);
        } catch (RuntimeException e) {
            log.warn("The queue could not be counted: {}", e.toString());
        }
    }

    private List<MultiGauge.Row<?>> rows(String tag, String query) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        sql.sql(query).query(row -> {
            rows.add(MultiGauge.Row.of(Tags.of(tag, row.getString("label")), row.getLong("jobs")));
        });
        return rows;
    }
}
