package io.exaplan.server.dispatch;

import io.exaplan.server.inventory.FreshnessWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What operators watch; counts are read from the database now and then, not at every scrape. */
@Component
class DispatchMetrics {
    private static final Logger log = LoggerFactory.getLogger(DispatchMetrics.class);

    private volatile Map<String, Double> counts = Map.of();
    private final JdbcClient sql;
    private final Clock clock;
    private final Timer leaseToRunning;
    private final Counter leases;

    DispatchMetrics(JdbcClient sql, Clock clock, MeterRegistry registry, FreshnessWatch freshness, Polls polls) {
        this.sql = sql;
        this.clock = clock;
        leaseToRunning = Timer.builder("exaplan.lease.to.running")
                .description("Wall time from a run's lease to all its workers being up")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(30))
                .register(registry);
        leases = Counter.builder("exaplan.leases")
                .description("Runs leased by this replica")
                .register(registry);
        for (String state : new String[] {"FRESH", "STALE", "LOST"}) {
            gauge(registry, "exaplan.agents", "freshness", state, "Agents by how lately they spoke");
        }
        for (RunStage stage : RunStage.values()) {
            if (!stage.ended()) {
                gauge(registry, "exaplan.runs", "state", stage.name(), "Runs that have not ended, by state");
            }
        }
        gauge(registry, "exaplan.orphans", "kind", "all", "Runs that cannot be accounted for");
        gauge(registry, "exaplan.nodes.quarantined", "kind", "all", "Nodes whose last report was not believed");
        gauge(
                registry,
                "exaplan.mass.stops.waiting",
                "kind",
                "all",
                "Orders to end many runs that wait for an operator");
        Gauge.builder("exaplan.planner.suspects.itself", freshness, watch -> watch.suspectsItself() ? 1 : 0)
                .description("1 while all agents are silent together and nothing expires")
                .register(registry);
        Gauge.builder("exaplan.polls.open", polls, Polls::count)
                .description("Agents' polls held open by this replica")
                .register(registry);
    }

    void leased() {
        leases.increment();
    }

    void running(RunRow run) {
        Duration took = Duration.between(run.leasedAt(), clock.instant());
        leaseToRunning.record(took.isNegative() ? Duration.ZERO : took);
    }

    private void gauge(MeterRegistry registry, String name, String tag, String value, String description) {
        Gauge.builder(name, this, metrics -> metrics.counts.getOrDefault(name + "/" + value, 0.0))
                .tag(tag, value)
                .description(description)
                .register(registry);
    }

    @Scheduled(fixedDelay = 5_000)
    void count() {
        try {
            Map<String, Double> fresh = new HashMap<>();
            sql.sql("""
                            select 'exaplan.agents/' || freshness as name, count(*) as count from cluster
                                where last_sync_at is not null group by freshness
                            union all select 'exaplan.runs/' || state, count(*) from run
                                where state in ('LEASED', 'STARTING', 'RUNNING', 'LOST') and not given_up group by state
                            union all select 'exaplan.orphans/all', count(*) from orphan where gone_at is null
                            union all select 'exaplan.nodes.quarantined/all', count(*) from node
                                where quarantine is not null and gone_at is null
                            union all select 'exaplan.mass.stops.waiting/all', count(*) from mass_stop where confirmed_at is null""").query(rows -> {
                fresh.put(rows.getString("name"), rows.getDouble("count"));
            });
            counts = Map.copyOf(fresh);
        } catch (RuntimeException e) {
            log.warn("The figures could not be counted: {}", e.toString());
        }
    }
}
