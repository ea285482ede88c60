package io.exaplan.server.dispatch;

import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunSpec.WorkerPlacement;
import io.exaplan.engine.placement.NodeAssignment;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.UsualDemand;
import io.exaplan.engine.placement.batch.RoomByMoving;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.planning.RoomMaker;
import io.exaplan.server.planning.RunsChanged;
import io.exaplan.server.web.Changes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What stands on the nodes of each cluster, in the memory of the leader, the only one that places. Changes only say where
 * to look again; the truth is read from the database. What was placed in a transaction that has not ended stays placed
 * whatever is read meanwhile, and is taken away if it rolls back.
 */
@Component
class Floors implements RoomMaker {
    private static final Duration OLDEST = Duration.ofSeconds(30);

    /** Runs of all clusters that tell a new leader what is usually asked for. */
    private static final int REMEMBERED = 20_000;

    private final Map<Integer, Watched> floors = new ConcurrentHashMap<>();
    private final Map<Integer, UsualDemand> usual = new ConcurrentHashMap<>();
    private final Inventories inventories;
    private final RunStore runs;
    private final Leadership leadership;
    private long epoch;

    Floors(Inventories inventories, RunStore runs, Leadership leadership, Changes changes) {
        this.inventories = inventories;
        this.runs = runs;
        this.leadership = leadership;
        changes.subscribe(ClusterChanged.class, change -> of(change.clusterId()).nodesDirty = true);
        changes.subscribe(RunsChanged.class, change -> of(change.clusterId()).runsDirty = true);
    }

    private static final class Watched {
        final Floor floor = new Floor();
        final Set<UUID> unsettled = new HashSet<>();
        volatile boolean nodesDirty = true;
        volatile boolean runsDirty = true;
        long readAt = System.nanoTime();
        long seenUntil;
    }

    /** What came of a wish for room. */
    sealed interface Claim {
        /** The workers stand, unless the caller's transaction rolls back. */
        record Taken(List<WorkerPlacement> workers) implements Claim {}

        record NoRoom(String reason) implements Claim {}
    }

    /**
     * Finds room on a partition's nodes and takes it, in one step.
     *
     * @param job the job it is for, which has what was kept for it
     * @param run the run it is for
     * @param generation of the specification that says so
     * @param workers all workers of that generation, given where the new ones go
     */
    Claim claim(
            int clusterId,
            int partitionId,
            long job,
            UUID run,
            int generation,
            PlacementRequest request,
            Function<List<WorkerSlot>, List<WorkerPlacement>> workers) {
        forgetFormerEpochs();
        Watched watched = of(clusterId);
        synchronized (watched) {
            refresh(clusterId, watched);
            return switch (watched.floor.place(partitionId, job, request)) {
                case NodeAssignment.NoRoom full -> new Claim.NoRoom(full.reason());
                case NodeAssignment.Placed placed -> {
                    List<WorkerPlacement> all = workers.apply(placed.slots());
                    stand(watched, run, generation, all);
                    usual(partitionId).count(request.shape(), request.workers(), request.gangs());
                    yield new Claim.Taken(all);
                }
            };
        }
    }

    /**
     * In which order jobs are placed on a partition, so that as much of them as can be finds room; those first that nodes are
     * kept for.
     *
     * @param requests by job, the most urgent first
     * @return the jobs
     */
    List<Long> order(int clusterId, int partitionId, Map<Long, PlacementRequest> requests) {
        forgetFormerEpochs();
        Watched watched = of(clusterId);
        synchronized (watched) {
            refresh(clusterId, watched);
            return watched.floor.order(partitionId, requests);
        }
    }

    @Override
    public Optional<Room> find(
            int clusterId, int partitionId, PlacementRequest gang, Set<UUID> movable, int migrations, long seed) {
        forgetFormerEpochs();
        Watched watched = of(clusterId);
        List<NodeState> nodes;
        List<RoomByMoving.Movable> runsThere;
        synchronized (watched) {
            refresh(clusterId, watched);
            nodes = watched.floor.statesOf(partitionId);
            runsThere = watched.floor.movable(movable);
        }
        return new RoomByMoving(nodes, runsThere, migrations, seed)
                .find(gang)
                .map(room ->
                        new Room(room.runs().stream().map(UUID::fromString).collect(Collectors.toSet()), room.nodes()));
    }

    @Override
    public void keep(int clusterId, long jobId, Set<String> nodes, Duration longest) {
        Watched watched = of(clusterId);
        synchronized (watched) {
            watched.floor.keep(jobId, nodes, System.nanoTime() + longest.toNanos());
        }
        onRollback(() -> {
            synchronized (watched) {
                watched.floor.open(jobId);
            }
        });
    }

    private static void onRollback(Runnable undo) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status != STATUS_COMMITTED) {
                    undo.run();
                }
            }
        });
    }

    /** Lets a run stand so from now on, unless the caller's transaction rolls back. */
    void stand(int clusterId, UUID run, int generation, List<WorkerPlacement> workers) {
        Watched watched = of(clusterId);
        synchronized (watched) {
            stand(watched, run, generation, workers);
        }
    }

    private static void stand(Watched watched, UUID run, int generation, List<WorkerPlacement> workers) {
        watched.floor.put(run, new Floor.Standing(generation, workers));
        watched.unsettled.add(run);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                settle(watched, run, status == STATUS_COMMITTED);
            }
        });
    }

    private static void settle(Watched watched, UUID run, boolean committed) {
        synchronized (watched) {
            watched.unsettled.remove(run);
            if (!committed) {
                watched.floor.remove(run);
                watched.runsDirty = true;
            }
        }
    }

    private Watched of(int clusterId) {
        return floors.computeIfAbsent(clusterId, id -> new Watched());
    }

    private UsualDemand usual(int partitionId) {
        return usual.computeIfAbsent(partitionId, id -> new UsualDemand());
    }

    private synchronized void forgetFormerEpochs() {
        if (epoch != leadership.epoch()) {
            epoch = leadership.epoch();
            usual.clear();
            runs.recentGangs(REMEMBERED)
                    .forEach(gangs -> usual(gangs.partitionId()).count(gangs.shape(), gangs.workers(), gangs.times()));
            floors.values().forEach(watched -> {
                watched.nodesDirty = true;
                watched.runsDirty = true;
            });
        }
    }

    private void refresh(int clusterId, Watched watched) {
        watched.floor.openWhatWasKeptTooLong(System.nanoTime());
        boolean old = System.nanoTime() - watched.readAt > OLDEST.toNanos();
        if (watched.nodesDirty || old) {
            watched.nodesDirty = false;
            watched.runsDirty = false;
            watched.readAt = System.nanoTime();
            watched.floor.nodes(inventories.partitionsOf(clusterId), this::usual);
            readAllRuns(clusterId, watched);
        } else if (watched.runsDirty) {
            watched.runsDirty = false;
            readChangedRuns(clusterId, watched);
        }
    }

    private void readAllRuns(int clusterId, Watched watched) {
        watched.seenUntil = runs.snapshotStart();
        Map<UUID, Integer> standing =
                runs.standingIn(clusterId).stream().collect(Collectors.toMap(RunRow::id, RunRow::generation));
        Set<UUID> ended = watched.floor.runs();
        ended.removeAll(standing.keySet());
        ended.removeAll(watched.unsettled);
        ended.forEach(watched.floor::remove);
        put(watched, standing);
    }

    private void readChangedRuns(int clusterId, Watched watched) {
        long now = runs.snapshotStart();
        Map<UUID, Integer> standing = new HashMap<>();
        for (RunStore.Foothold run : runs.footholdsSince(clusterId, watched.seenUntil)) {
            if (run.stands()) {
                standing.put(run.id(), run.generation());
            } else if (!watched.unsettled.contains(run.id())) {
                watched.floor.remove(run.id());
            }
        }
        put(watched, standing);
        watched.seenUntil = now;
    }

    private void put(Watched watched, Map<UUID, Integer> standing) {
        Map<UUID, Integer> changed = new HashMap<>(standing);
        changed.keySet().removeAll(watched.unsettled);
        changed.entrySet().removeIf(run -> run.getValue().equals(watched.floor.generationOf(run.getKey())));
        Map<UUID, RunSpec> specs = runs.specs(changed.keySet());
        specs.forEach((id, spec) -> watched.floor.put(id, new Floor.Standing(spec.generation(), spec.workers())));
    }
}
