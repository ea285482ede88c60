package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.server.inventory.Deliveries;
import io.exaplan.server.planning.PlanSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The base of strategic scenarios: what is there and what is announced, and the demand of the last 28 days again and again, as
 * weekly lots. What waits already comes in the first week; what runs holds its devices until its end.
 */
@Component
class MonthsAhead {
    private static final Duration TRAILING = Duration.ofDays(28);
    /** Less than a day of history says nothing about weeks. */
    private static final long LEAST_HISTORY_SECONDS = 86_400;

    private final PlanSnapshots plans;
    private final Deliveries deliveries;
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final ScenarioSettings settings;

    MonthsAhead(
            PlanSnapshots plans,
            Deliveries deliveries,
            Supplier<AcceleratorCatalogue> catalogue,
            ScenarioSettings settings) {
        this.plans = plans;
        this.deliveries = deliveries;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** The world of a problem, months ahead. */
    PlanningProblem of(PlanningProblem now, @Nullable Duration horizon) {
        PlanningProblem world = withoutDemand(now, horizon);
        List<JobFacts> lots = new ArrayList<>();
        long id = 1
                + now.runs().stream()
                        .map(RunFacts::job)
                        .mapToLong(JobFacts::id)
                        .max()
                        .orElse(0);
        WeeklyDemand waiting = new WeeklyDemand(world);
        now.jobs().forEach(waiting::add);
        lots.addAll(waiting.lots(world, id, now.nowSecond(), 1, settings.lotDevices()));
        WeeklyDemand usual = new WeeklyDemand(world);
        double weeks = trailing(now, usual);
        for (long week = now.nowSecond(); week < world.horizonSecond(); week += Lots.WEEK) {
            lots.addAll(usual.lots(world, id + lots.size(), week, 1 / weeks, settings.lotDevices()));
        }
        return world.withJobs(lots, Map.of());
    }

    /** Adds what came lately; tells in how many weeks, fewer than four while the city is young. */
    private double trailing(PlanningProblem now, WeeklyDemand demand) {
        Instant until = Instant.ofEpochSecond(now.nowSecond());
        Instant from = until.minus(TRAILING);
        plans.arrivals(from, until, demand::add);
        long seconds = plans.firstArrival()
                .map(first -> Duration.between(first, until).toSeconds())
                .orElse(TRAILING.toSeconds());
        return Math.clamp(seconds, LEAST_HISTORY_SECONDS, TRAILING.toSeconds()) / (double) Lots.WEEK;
    }

    /** The same without any job: enough to say what a scenario may name. */
    PlanningProblem withoutDemand(PlanningProblem now, @Nullable Duration horizon) {
        long ahead = (horizon == null ? settings.strategicHorizon() : horizon).toSeconds();
        List<PartitionFacts> partitions = new ArrayList<>(now.partitions());
        partitions.addAll(Announced.partitions(now, deliveries.announced(), catalogue.get()));
        return new PlanningProblem(
                now.nowSecond(),
                now.nowSecond() + Math.ceilDiv(ahead, Lots.WEEK) * Lots.WEEK,
                now.nowSecond(),
                now.zone(),
                partitions,
                now.tenants(),
                List.of(),
                now.runs(),
                List.of(),
                Map.of(),
                now.settings(),
                now.reservations(),
                now.budgets(),
                List.of(),
                now.targets());
    }
}
