package io.exaplan.server.dispatch;

import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.SyncRequest;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies what an agent says of its runs. The same report twice changes nothing; a report that tells nothing new costs one
 * read.
 */
@Service
class RunReports {
    private final Sessions sessions;
    private final RunStore runs;
    private final RunLife life;
    private final RunEnds ends;
    private final Orphans orphans;
    private final PlanTime planTime;
    private final Changes changes;
    private final DispatchMetrics metrics;
    private final TransactionTemplate transactions;

    RunReports(
            Sessions sessions,
            RunStore runs,
            RunLife life,
            RunEnds ends,
            Orphans orphans,
            PlanTime planTime,
            Changes changes,
            DispatchMetrics metrics,
            TransactionTemplate transactions) {
        this.sessions = sessions;
        this.runs = runs;
        this.life = life;
        this.ends = ends;
        this.orphans = orphans;
        this.planTime = planTime;
        this.changes = changes;
        this.metrics = metrics;
        this.transactions = transactions;
    }

    /**
     * Takes over the states of all runs a cluster holds. A request that was overtaken meanwhile changes nothing: a run that
     * has ended since would read as one that still stands.
     *
     * @param appliedRevision number of the newest orders the agent has applied, 0 when it applied none of this database's
     */
    void apply(int clusterId, SyncRequest request, long appliedRevision) {
        Map<String, RunReport> byText = new LinkedHashMap<>();
        request.runs().forEach(report -> byText.put(report.runId(), report));
        Map<UUID, RunReport> byId = new LinkedHashMap<>();
        byText.forEach((text, report) -> uuid(text).ifPresent(id -> byId.put(id, report)));
        Instant planNow = planTime.now();
        Verdict verdict = judge(clusterId, byText.values(), runs.byId(byId.keySet()), planNow);
        List<RunRow> vanished = vanished(clusterId, byId.keySet(), appliedRevision);
        boolean orphansDiffer = orphans.differ(clusterId, verdict.orphans());
        if (verdict.moves().isEmpty() && vanished.isEmpty() && !orphansDiffer) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            List<RunRow> touched = new ArrayList<>(verdict.moves());
            touched.addAll(vanished);
            ends.lockJobs(touched.stream().map(RunRow::jobId).toList());
            Map<UUID, RunRow> locked =
                    runs.lockedById(touched.stream().map(RunRow::id).toList());
            if (!sessions.newest(clusterId, request)) {
                return;
            }
            move(clusterId, byId, locked, planNow);
            if (orphansDiffer) {
                orphans.store(clusterId, verdict.orphans());
                // A run that was given up and still stands takes room on its nodes.
                changes.publishAfterCommit(new ClusterChanged(clusterId));
            }
        });
    }

    /** The ended runs among the reported ones whose end is stored; orphans that ended belong to them. */
    List<String> acknowledged(int clusterId, List<RunReport> reports) {
        List<RunReport> over = reports.stream().filter(RunReports::over).toList();
        Map<UUID, RunRow> known = runs.byId(
                over.stream().flatMap(report -> uuid(report.runId()).stream()).toList());
        return over.stream()
                .filter(report -> endIsStored(
                        clusterId, report, uuid(report.runId()).map(known::get).orElse(null)))
                .map(RunReport::runId)
                .distinct()
                .toList();
    }

    /** Of a run nobody knows here, its end is all there is to store. */
    private static boolean endIsStored(int clusterId, RunReport report, @Nullable RunRow run) {
        if (run == null || run.clusterId() != clusterId) {
            return report.state().ended();
        }
        return run.stage().ended() || run.givenUp();
    }

    private record Verdict(List<RunRow> moves, List<Orphans.Found> orphans) {}

    private Verdict judge(int clusterId, Collection<RunReport> reports, Map<UUID, RunRow> known, Instant planNow) {
        List<RunRow> moves = new ArrayList<>();
        List<Orphans.Found> found = new ArrayList<>();
        for (RunReport report : reports) {
            RunRow run = uuid(report.runId()).map(known::get).orElse(null);
            if (run == null || run.clusterId() != clusterId) {
                found.add(Orphans.Found.of(report, unknown(report, run)));
                continue;
            }
            switch (RunStep.of(run, report, false, planNow)) {
                case RunStep.Unchanged unchanged -> {}
                case RunStep.EndKnown endKnown -> {}
                case RunStep.Undead undead -> found.add(Orphans.Found.of(report, undead.explanation()));
                case RunStep.Moved moved -> moves.add(run);
                case RunStep.Returned returned -> {
                    if (ends.canReturn(run)) {
                        moves.add(run);
                    } else if (!over(report)) {
                        found.add(Orphans.Found.of(report, superseded(run)));
                    }
                }
            }
        }
        return new Verdict(moves, found);
    }

    /** Ordered to end, the order applied, and no longer held: it has ended, or never began. */
    private List<RunRow> vanished(int clusterId, Set<UUID> reported, long appliedRevision) {
        return runs.stoppingIn(clusterId, appliedRevision).stream()
                .filter(run -> !reported.contains(run.id()))
                .toList();
    }

    private void move(int clusterId, Map<UUID, RunReport> reports, Map<UUID, RunRow> locked, Instant planNow) {
        Map<UUID, RunMove> moves = new LinkedHashMap<>();
        locked.forEach((id, run) -> {
            RunReport report = reports.get(id);
            RunStep step = RunStep.of(run, report == null ? gone(run) : report, ends.serviceWithEnd(run), planNow);
            switch (step) {
                case RunStep.Moved moved -> moves.put(id, RunMove.reported(run, moved.to(), moved.told(), planNow));
                case RunStep.Returned back -> {
                    if (ends.canReturn(run)) {
                        moves.put(id, RunMove.reported(run, back.to(), back.told(), planNow));
                    }
                }
                case RunStep.Unchanged unchanged -> {}
                case RunStep.EndKnown known -> {}
                case RunStep.Undead undead -> {}
            }
        });
        moves.keySet().retainAll(life.move(clusterId, moves.values(), "agent"));
        Map<RunRow, RunMove> taken = new LinkedHashMap<>();
        moves.forEach((id, move) -> taken.put(Objects.requireNonNull(locked.get(id)), move));
        ends.afterMoves(taken);
        taken.forEach((before, move) -> {
            if (move.to() == RunStage.RUNNING && before.stage() != RunStage.LOST) {
                metrics.running(before);
            }
        });
    }

    private static RunReport gone(RunRow run) {
        return new RunReport(
                run.id().toString(),
                run.jobId(),
                run.generation(),
                RunState.STOPPED,
                null,
                null,
                null,
                "Gone",
                "The cluster no longer holds it.");
    }

    private static String unknown(RunReport report, @Nullable RunRow elsewhere) {
        return elsewhere == null
                ? "The cluster holds run (%s) of job %d as %s, which this planner has no record of; maybe its database was restored from a backup. Nothing was stopped."
                        .formatted(report.runId(), report.jobId(), report.state())
                : "The cluster holds run (%s), which belongs to another cluster here. Nothing was stopped."
                        .formatted(report.runId());
    }

    private static String superseded(RunRow run) {
        return "Run %s of job %d was given up as lost and is here again; its job has gone on without it. Nothing was stopped."
                .formatted(run.id(), run.jobId());
    }

    private static boolean over(RunReport report) {
        return report.state().ended() || report.state() == RunState.UNSUPPORTED;
    }

    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static long appliedRevision(@Nullable OrdersSeen seen, String databaseId) {
        return seen != null && seen.databaseId().equals(databaseId) ? seen.revision() : 0;
    }
}
