package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.server.demand.JobSpec;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.time.PlanTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Services follow the hours of the day: a new generation of the specification, replicas added or taken away. */
@Component
class Services {
    private static final int TRY_AGAIN = -1;

    private final Map<UUID, Instant> notBefore = new ConcurrentHashMap<>();
    private final JdbcClient sql;
    private final RunStore runs;
    private final Jobs jobs;
    private final RunLife life;
    private final Floors floors;
    private final Orders orders;
    private final ServiceHours hours;
    private final PlanTime planTime;
    private final DispatchSettings settings;

    Services(
            JdbcClient sql,
            RunStore runs,
            Jobs jobs,
            RunLife life,
            Floors floors,
            Orders orders,
            ServiceHours hours,
            PlanTime planTime,
            DispatchSettings settings) {
        this.sql = sql;
        this.runs = runs;
        this.jobs = jobs;
        this.life = life;
        this.floors = floors;
        this.orders = orders;
        this.hours = hours;
        this.planTime = planTime;
        this.settings = settings;
    }

    /** Services whose replicas are not those of this hour; on clusters that can hear of it. */
    List<UUID> due(Instant planNow) {
        notBefore.values().removeIf(next -> !next.isAfter(planNow));
        return sql
                .sql("""
                        select run.id from run join cluster on cluster.id = run.cluster_id
                        where run.state in ('LEASED', 'STARTING', 'RUNNING') and run.stop_reason is null
                          and run.replicas_hour is not null and run.replicas_hour <> :hour
                          and cluster.freshness = 'FRESH' order by run.id""")
                .param("hour", hours.hour(planNow))
                .query((rows, number) -> rows.getObject(1, UUID.class))
                .list()
                .stream()
                .filter(run -> !notBefore.containsKey(run))
                .toList();
    }

    /** Sets a service's replicas to those of this hour, in the caller's fenced transaction; tries again what found no room. */
    void follow(UUID id, long leaderEpoch) {
        RunRow run = runs.lockedById(List.of(id)).get(id);
        RunSpec spec = runs.specs(List.of(id)).get(id);
        if (run == null || spec == null || run.stage().ended() || run.stopReason() != null) {
            return;
        }
        JobSpec job = jobs.find(run.jobId()).orElseThrow().spec();
        Instant planNow = planTime.now();
        int wanted = job.service() == null ? 1 : hours.replicas(job.service(), planNow);
        Set<Integer> present =
                spec.workers().stream().map(WorkerPlacement::replica).collect(Collectors.toCollection(TreeSet::new));
        int missing = wanted - present.size();
        if (missing < 0) {
            List<WorkerPlacement> kept = without(spec.workers(), present, -missing);
            floors.stand(run.clusterId(), id, spec.generation() + 1, kept);
            write(run, Specifications.next(spec, kept), hours.hour(planNow), leaderEpoch);
        } else if (missing > 0) {
            grow(run, spec, job, present, missing, planNow, leaderEpoch);
        } else {
            setHour(run, hours.hour(planNow));
        }
    }

    private void grow(
            RunRow run,
            RunSpec spec,
            JobSpec job,
            Set<Integer> present,
            int missing,
            Instant planNow,
            long leaderEpoch) {
        List<Integer> free = IntStream.iterate(0, number -> number + 1)
                .filter(number -> !present.contains(number))
                .limit(missing)
                .boxed()
                .toList();
        for (int gangs = missing; gangs > 0; gangs--) {
            List<WorkerPlacement> workers = claim(run, spec, job, gangs, free);
            if (workers != null) {
                boolean all = gangs == missing;
                write(run, Specifications.next(spec, workers), all ? hours.hour(planNow) : TRY_AGAIN, leaderEpoch);
                if (!all) {
                    notBefore.put(run.id(), planNow.plus(settings.cutPlanBackoff()));
                }
                return;
            }
        }
        notBefore.put(run.id(), planNow.plus(settings.cutPlanBackoff()));
        setHour(run, TRY_AGAIN);
    }

    private @Nullable List<WorkerPlacement> claim(
            RunRow run, RunSpec spec, JobSpec job, int gangs, List<Integer> replicas) {
        Floors.Claim claim = floors.claim(
                run.clusterId(),
                run.partitionId(),
                run.jobId(),
                run.id(),
                spec.generation() + 1,
                Specifications.request(job, run.width(), gangs),
                slots -> Specifications.joined(
                        spec.workers(), Specifications.workers(job, run.width(), slots, replicas)));
        return claim instanceof Floors.Claim.Taken taken ? taken.workers() : null;
    }

    private static List<WorkerPlacement> without(List<WorkerPlacement> workers, Set<Integer> present, int surplus) {
        Set<Integer> leaving =
                present.stream().skip(present.size() - (long) surplus).collect(Collectors.toSet());
        return workers.stream()
                .filter(worker -> !leaving.contains(worker.replica()))
                .toList();
    }

    private void write(RunRow run, RunSpec next, int hour, long leaderEpoch) {
        life.respecify(run, next, hour);
        orders.write(run.clusterId(), leaderEpoch);
    }

    private void setHour(RunRow run, int hour) {
        sql.sql("update run set replicas_hour = :hour where id = :id")
                .param("hour", hour)
                .param("id", run.id())
                .update();
    }
}
