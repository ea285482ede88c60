package io.exaplan.server.dispatch;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.security.Caller;
import io.exaplan.server.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What only an operator may decide about runs; every word is kept in the audit. */
@Service
class OperatorDesk {
    private final RunStore runs;
    private final RunLife life;
    private final RunEnds ends;
    private final Orphans orphans;
    private final MassStops massStops;
    private final StopDesk stops;
    private final Orders orders;
    private final Inventories inventories;
    private final AuditLog audit;

    OperatorDesk(
            RunStore runs,
            RunLife life,
            RunEnds ends,
            Orphans orphans,
            MassStops massStops,
            StopDesk stops,
            Orders orders,
            Inventories inventories,
            AuditLog audit) {
        this.runs = runs;
        this.life = life;
        this.ends = ends;
        this.orphans = orphans;
        this.massStops = massStops;
        this.stops = stops;
        this.orders = orders;
        this.inventories = inventories;
        this.audit = audit;
    }

    /** The operator says that a LOST run is surely over: its job is queued again. */
    @Transactional
    void giveUp(Caller caller, UUID id, String reason) {
        RunRow seen = runs.find(id).orElseThrow(() -> RunViews.unknown(id));
        requireOperator(caller, seen.clusterId());
        ends.lockJobs(List.of(seen.jobId()));
        RunRow run = runs.lockedById(List.of(id)).get(id);
        if (run == null || run.stage() != RunStage.LOST || run.givenUp()) {
            throw Problem.conflict(
                    "not-lost",
                    "stage",
                    run == null ? null : run.stage(),
                    "Run %s is %s; only a LOST run can be given up.\nMaybe cancel its job instead."
                            .formatted(id, run == null ? "gone" : run.givenUp() ? "given up already" : run.stage()));
        }
        life.move(run.clusterId(), List.of(RunMove.decided(run, RunStage.LOST, null, "GivenUp", true)), caller.name());
        ends.givenUp(run, "its run %s was given up as lost by %s".formatted(id, caller.name()));
        audit.record(caller.name(), "run.give-up", "run/" + id, run, Map.of("givenUp", true), reason);
    }

    /** The operator says that an orphan shall end. */
    @Transactional
    Orphans.Row stopOrphan(Caller caller, String cluster, String runId, @Nullable String reason) {
        ClusterRow row = inventories.cluster(cluster).orElseThrow(() -> Problem.notFound("cluster", cluster));
        requireOperator(caller, row.id());
        orders.lock(row.id());
        Supplier<Problem> unknown = () -> Problem.notFound("orphan", cluster + "/" + runId);
        Orphans.Row before = orphans.find(row.id(), runId).orElseThrow(unknown);
        if (!orphans.confirmStop(row.id(), runId, caller.name())) {
            throw unknown.get();
        }
        orders.write(row.id(), 0);
        audit.record(
                caller.name(),
                "orphan.stop",
                "orphan/" + cluster + "/" + runId,
                before,
                Map.of("stopConfirmedBy", caller.name()),
                reason);
        return orphans.find(row.id(), runId).orElseThrow(unknown);
    }

    /** The operator says that many runs may end at once. */
    @Transactional
    MassStops.Row confirmMassStop(Caller caller, long id, @Nullable String reason) {
        MassStops.Row massStop = massStops.find(id).orElseThrow(() -> Problem.notFound("mass stop", id));
        requireOperator(caller, massStop.clusterId());
        if (massStops.confirm(id, caller.name())) {
            stops.release(massStop);
            audit.record(
                    caller.name(),
                    "mass-stop.confirm",
                    "mass-stop/" + id,
                    massStop,
                    massStops.find(id).orElseThrow(),
                    reason);
        }
        return massStops.find(id).orElseThrow();
    }

    private static void requireOperator(Caller caller, int clusterId) {
        if (!caller.actsForCluster(clusterId)) {
            throw Problem.forbidden("This token may not decide for that cluster.\nMaybe ask its operator.");
        }
    }
}
