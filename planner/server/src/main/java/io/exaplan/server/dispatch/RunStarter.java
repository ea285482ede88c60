package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobLife;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.planning.ActiveRun;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.StartOutcome;
import io.exaplan.server.planning.Starter;
import io.exaplan.server.time.PlanTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leases: a due start becomes a run on nodes, written before it is offered, so that it can be offered again. */
@Component
class RunStarter implements Starter {
    private final JdbcClient sql;
    private final Floors floors;
    private final RunLife life;
    private final JobLife jobLife;
    private final Orders orders;
    private final Cuts cuts;
    private final ServiceHours hours;
    private final Leadership leadership;
    private final PlanTime planTime;
    private final Clock clock;
    private final DispatchMetrics metrics;
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final DispatchSettings settings;
    private final Map<Integer, Place> places = new ConcurrentHashMap<>();

    RunStarter(
            JdbcClient sql,
            Floors floors,
            RunLife life,
            JobLife jobLife,
            Orders orders,
            Cuts cuts,
            ServiceHours hours,
            Leadership leadership,
            PlanTime planTime,
            Clock clock,
            DispatchMetrics metrics,
            Supplier<AcceleratorCatalogue> catalogue,
            DispatchSettings settings) {
        this.sql = sql;
        this.floors = floors;
        this.life = life;
        this.jobLife = jobLife;
        this.orders = orders;
        this.cuts = cuts;
        this.hours = hours;
        this.leadership = leadership;
        this.planTime = planTime;
        this.clock = clock;
        this.metrics = metrics;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** What of a partition never changes. */
    private record Place(int clusterId, String cluster, String partition, String model) {
        String name() {
            return cluster + "/" + partition;
        }
    }

    private record Readiness(
            String state,
            String freshness,
            @Nullable String activeRun,
            @Nullable String orphan,
            int attempt) {}

    @Override
    public List<Due> inOrder(List<Due> due) {
        Instant planNow = planTime.now();
        Map<Integer, List<Due>> byPartition = new LinkedHashMap<>();
        for (Due start : due) {
            byPartition
                    .computeIfAbsent(start.placement().partition(), absent -> new ArrayList<>())
                    .add(start);
        }
        List<Due> ordered = new ArrayList<>(due.size());
        byPartition.forEach(
                (partition, there) -> ordered.addAll(there.size() == 1 ? there : inOrder(partition, there, planNow)));
        return ordered;
    }

    /** Those that need no room now go last. */
    private List<Due> inOrder(int partition, List<Due> due, Instant planNow) {
        Map<Long, PlacementRequest> requests = new LinkedHashMap<>();
        Map<Long, Due> byJob = new LinkedHashMap<>();
        for (Due start : due) {
            byJob.put(start.job().id(), start);
            request(start, planNow)
                    .ifPresent(request -> requests.put(start.job().id(), request));
        }
        int cluster = places.computeIfAbsent(partition, this::place).clusterId();
        List<Due> ordered = new ArrayList<>(due.size());
        for (long job : floors.order(cluster, partition, requests)) {
            ordered.add(Objects.requireNonNull(byJob.remove(job)));
        }
        ordered.addAll(byJob.values());
        return ordered;
    }

    /** What it asks of the nodes now; nothing for a service without replicas at this hour. */
    private Optional<PlacementRequest> request(Due due, Instant planNow) {
        JobSpec spec = due.job().spec();
        int gangs = spec.service() == null ? 1 : hours.replicas(spec.service(), planNow);
        return gangs == 0
                ? Optional.empty()
                : Optional.of(Specifications.request(spec, due.placement().width(), gangs));
    }

    @Override
    public StartOutcome start(Due due, long planVersion) {
        Job job = due.job();
        Placement placement = due.placement();
        Place place = places.computeIfAbsent(placement.partition(), this::place);
        Readiness ready = readiness(job.id(), place.clusterId());
        String obstacle = obstacle(place, ready);
        return obstacle == null ? lease(due, planVersion, place, ready.attempt()) : new StartOutcome.NotNow(obstacle);
    }

    @Override
    public void tell(Collection<Integer> partitions) {
        partitions.stream()
                .map(partition -> places.computeIfAbsent(partition, this::place).clusterId())
                .distinct()
                .sorted()
                .forEach(cluster -> orders.write(cluster, leadership.epoch()));
    }

    private static @Nullable String obstacle(Place place, Readiness ready) {
        if (!ready.state().equals("ACTIVE")) {
            return "the cluster of %s is %s".formatted(place.name(), ready.state());
        }
        if (!ready.freshness().equals("FRESH")) {
            return "the cluster of %s is %s: nobody knows whether it would hear"
                    .formatted(place.name(), ready.freshness());
        }
        if (ready.activeRun() != null) {
            return "its run %s is still active".formatted(ready.activeRun());
        }
        return ready.orphan() == null
                ? null
                : "a cluster holds run %s of it, which an operator has to judge first".formatted(ready.orphan());
    }

    private StartOutcome lease(Due due, long planVersion, Place place, int attempt) {
        Job job = due.job();
        Placement placement = due.placement();
        JobSpec spec = job.spec();
        int width = placement.width();
        Instant planNow = planTime.now();
        UUID id = TimeOrderedIds.next(clock.instant());
        Optional<PlacementRequest> request = request(due, planNow);
        List<RunSpec.WorkerPlacement> workers = List.of();
        if (request.isPresent()) {
            List<Integer> replicas =
                    IntStream.range(0, request.get().gangs()).boxed().toList();
            Floors.Claim claim = floors.claim(
                    place.clusterId(),
                    placement.partition(),
                    job.id(),
                    id,
                    1,
                    request.get(),
                    slots -> Specifications.workers(spec, width, slots, replicas));
            switch (claim) {
                case Floors.Claim.NoRoom full -> {
                    return new StartOutcome.NoRoom(cut(placement, spec, planNow));
                }
                case Floors.Claim.Taken taken -> workers = taken.workers();
            }
        }
        RunSpec runSpec = Specifications.first(
                id,
                job,
                workers,
                place.partition(),
                place.model(),
                catalogue
                        .get()
                        .named(place.model())
                        .map(AcceleratorModel::stack)
                        .orElse(null),
                width,
                settings);
        Long seconds = runSpec.expectedSeconds();
        Instant expectedEnd = seconds == null ? null : planNow.plusSeconds(seconds);
        life.leased(new RunLife.NewRun(
                runSpec,
                attempt,
                place.clusterId(),
                placement.partition(),
                width,
                leadership.epoch(),
                planVersion,
                planNow,
                expectedEnd,
                RunTime.maxSeconds(spec),
                spec.service() == null ? null : hours.hour(planNow)));
        jobLife.activated(job.id(), "run %s was leased to %s".formatted(id, place.name()));
        metrics.leased();
        return new StartOutcome.Leased(new ActiveRun(
                id,
                job.id(),
                placement.partition(),
                width,
                planNow,
                planNow,
                expectedEnd == null ? Instant.MAX : expectedEnd,
                workers.stream().map(RunSpec.WorkerPlacement::node).collect(Collectors.toSet()),
                false));
    }

    private Cut cut(Placement placement, JobSpec spec, Instant planNow) {
        return cuts.next(
                placement.partition(), Specifications.shape(spec), placement.width(), planNow.getEpochSecond());
    }

    private Place place(int partitionId) {
        return sql.sql("""
                        select cluster_id, cluster.name as cluster, partition.name as partition, accelerator_model as model
                        from partition join cluster on cluster.id = cluster_id where partition.id = :id""").param("id", partitionId).query(Place.class).single();
    }

    private Readiness readiness(long jobId, int clusterId) {
        return Objects.requireNonNull(sql.sql("""
                        select state, freshness,
                            (select id::text from run where job_id = :job and (state in ('LEASED', 'STARTING', 'RUNNING')
                                or (state = 'LOST' and not given_up))) as active_run,
                            (select min(run_id) from orphan where job_id = :job and gone_at is null
                                and orphan.state in ('STARTING', 'RUNNING')) as orphan,
                            (select coalesce(max(attempt), 0) + 1 from run where job_id = :job) as attempt
                        from cluster where id = :cluster""")
                .param("job", jobId)
                .param("cluster", clusterId)
                .query(Readiness.class)
                .single());
    }
}
