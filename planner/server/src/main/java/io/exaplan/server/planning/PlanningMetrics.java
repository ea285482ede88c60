package io.exaplan.server.planning;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What the planning thread and its search tell Prometheus. Names end in their unit; plan time says so. */
@Component
class PlanningMetrics {
    private final MeterRegistry registry;
    private final Timer turns;
    private final Timer insertions;
    private final Timer searches;
    private final Timer openings;
    private final DistributionSummary waits;
    private final Counter changes;
    private final Counter starts;
    private final Counter aside;
    private final Counter dropped;
    private volatile long lastTurnNanos = System.nanoTime();

    PlanningMetrics(MeterRegistry registry) {
        this.registry = registry;
        turns = timer("exaplan.planning.turn", "one turn of the planning loop that wrote something");
        insertions = timer("exaplan.planning.insertion", "taking up one job that is new or changed");
        searches = timer("exaplan.planning.search", "one search for a better plan");
        openings = timer("exaplan.planning.opening", "making the book from the database");
        waits = DistributionSummary.builder("exaplan.job.wait.plan.seconds")
                .description("plan time from submission to start")
                .publishPercentiles(0.5, 0.9, 0.99)
                .register(registry);
        changes = registry.counter("exaplan.planning.changes");
        starts = registry.counter("exaplan.planning.starts");
        aside = registry.counter("exaplan.planning.jobs.put.aside");
        dropped = registry.counter("exaplan.planning.books.dropped");
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void turned(long nanos, Decisions decisions) {
        turns.record(nanos, TimeUnit.NANOSECONDS);
        changes.increment(decisions.touched().size());
        starts.increment(decisions.startedOn().size());
    }

    /** The planning thread has looked round, whether or not there was anything to write. */
    void lookedRound() {
        lastTurnNanos = System.nanoTime();
    }

    /** Since the planning thread last looked round. */
    Duration sinceLastLook() {
        return Duration.ofNanos(System.nanoTime() - lastTurnNanos);
    }

    void inserted(long nanos) {
        insertions.record(nanos, TimeUnit.NANOSECONDS);
    }

    void opened(long millis, PlanVersion.Cause cause) {
        openings.record(millis, TimeUnit.MILLISECONDS);
        version(cause);
    }

    void version(PlanVersion.Cause cause) {
        registry.counter("exaplan.planning.versions", "cause", cause.name()).increment();
    }

    void searched(long nanos, long steps) {
        searches.record(nanos, TimeUnit.NANOSECONDS);
        registry.counter("exaplan.planning.search.steps").increment((double) steps);
    }

    void improved(Improvements.Outcome outcome) {
        registry.counter(
                        "exaplan.planning.searches",
                        "outcome",
                        outcome.getClass().getSimpleName())
                .increment();
        if (outcome instanceof Improvements.Outcome.Published) {
            version(PlanVersion.Cause.IMPROVEMENT);
        }
    }

    /** A gang got room, for which so many runs have to move. */
    void repacked(int migrations) {
        registry.counter("exaplan.planning.repacks").increment();
        registry.counter("exaplan.planning.migrations").increment(migrations);
    }

    void judged(BrokenRule.Tally found) {
        registry.counter("exaplan.planning.violations", "cause", "overrun").increment(found.overruns());
        registry.counter("exaplan.planning.violations", "cause", "runs").increment(found.runs());
        registry.counter("exaplan.planning.violations", "cause", "plan").increment(found.wrong());
    }

    void started(Instant submitted, Instant started) {
        waits.record(Math.max(0, Duration.between(submitted, started).toMillis() / 1000.0));
    }

    void refused(String reason) {
        registry.counter("exaplan.planning.starts.refused", "reason", reason).increment();
    }

    void jobPutAside() {
        aside.increment();
    }

    void bookDropped() {
        dropped.increment();
    }
}
