package io.exaplan.server.views;

import io.exaplan.server.planning.Leadership;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.CapacityViews.Busy;
import io.exaplan.server.views.CapacityViews.CapacityView;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.exaplan.server.views.CapacityViews.Level;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Samples the funnel as plan time goes on, so that it can be seen over time. The leader alone does. */
@Component
class CapacityHistory {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityHistory.class);

    /** What is sampled. */
    enum Scope {
        CITY,
        MODEL,
        CLUSTER
    }

    private final JdbcClient jdbc;
    private final Capacity capacity;
    private final Leadership leadership;
    private final PlanTime planTime;
    private final TransactionTemplate transactions;
    private final ViewsSettings settings;

    CapacityHistory(
            JdbcClient jdbc,
            Capacity capacity,
            Leadership leadership,
            PlanTime planTime,
            TransactionTemplate transactions,
            ViewsSettings settings) {
        this.jdbc = jdbc;
        this.capacity = capacity;
        this.leadership = leadership;
        this.planTime = planTime;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Samples when the last sample is old enough; called often, as plan time may run fast. */
    @Scheduled(fixedDelayString = "${exaplan.views.history-check:5s}")
    void sampleWhenDue() {
        try {
            if (leadership.leading() && due()) {
                sample();
            }
        } catch (RuntimeException e) {
            LOG.warn("The funnel could not be sampled: {}", e.toString());
        }
    }

    private boolean due() {
        return last().map(at -> !planTime.now().isBefore(at.plus(settings.historyInterval())))
                .orElse(true);
    }

    private Optional<Instant> last() {
        return jdbc.sql("select max(plan_time) from capacity_sample where scope = 'CITY' and name = ''")
                .query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    private void sample() {
        CapacityView view = capacity.read();
        transactions.executeWithoutResult(status -> {
            write(Scope.CITY, "", view.asOf(), view.city());
            view.models().forEach(model -> write(Scope.MODEL, model.model(), view.asOf(), model.funnel()));
            view.clusters().forEach(cluster -> write(Scope.CLUSTER, cluster.name(), view.asOf(), cluster.funnel()));
            jdbc.sql("delete from capacity_sample where plan_time < :before")
                    .param(
                            "before",
                            view.asOf().minus(settings.historyRetention()).atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    private void write(Scope scope, String name, Instant at, Funnel funnel) {
        Level declared = funnel.declared();
        jdbc.sql("""
                        insert into capacity_sample (scope, name, plan_time, declared, installed, reporting, schedulable,
                                                     allocated, busy, installed_milli, schedulable_milli, allocated_milli)
                        values (:scope, :name, :at, :declared, :installed, :reporting, :schedulable, :allocated, :busy,
                                :installedMilli, :schedulableMilli, :allocatedMilli)
                        on conflict do nothing
                        """)
                .param("scope", scope.name())
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("declared", declared == null ? 0 : declared.pflops())
                .param("installed", funnel.installed().pflops())
                .param("reporting", funnel.reporting().pflops())
                .param("schedulable", funnel.schedulable().pflops())
                .param("allocated", funnel.allocated().pflops())
                .param("busy", busy(funnel.busy()))
                .param("installedMilli", funnel.installed().milliDevices())
                .param("schedulableMilli", funnel.schedulable().milliDevices())
                .param("allocatedMilli", funnel.allocated().milliDevices())
                .update();
    }

    private static @Nullable Double busy(@Nullable Busy busy) {
        return busy == null ? null : busy.pflops();
    }
}
