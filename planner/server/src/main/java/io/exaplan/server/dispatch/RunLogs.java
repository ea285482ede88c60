package io.exaplan.server.dispatch;

import io.exaplan.server.inventory.Freshness;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks the agents for the ends of logs and waits for them: the answer may come in at another replica. */
@Component
class RunLogs {

    /** How often whoever waits looks for himself, should a hint get lost. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final LogStore store;
    private final Inventories inventories;
    private final Changes changes;
    private final DispatchSettings settings;
    private final Map<Semaphore, Integer> waiting = new ConcurrentHashMap<>();

    RunLogs(LogStore store, Inventories inventories, Changes changes, DispatchSettings settings) {
        this.store = store;
        this.inventories = inventories;
        this.changes = changes;
        this.settings = settings;
        changes.subscribe(
                LogsTold.class,
                told -> waiting.forEach((sleeper, cluster) -> {
                    if (cluster == told.clusterId()) {
                        sleeper.release();
                    }
                }));
    }

    /**
     * The end of a run's log.
     *
     * @throws Problem 409 when the cluster is silent; 503 when the agent does not tell it in time, or too many wait for this cluster already
     */
    RunLog tail(UUID runId, int clusterId, int lines) throws InterruptedException {
        boolean fresh = inventories
                .cluster(clusterId)
                .filter(cluster -> cluster.freshness() == Freshness.FRESH)
                .isPresent();
        if (!fresh) {
            throw Problem.conflict(
                    "cluster-silent",
                    "freshness",
                    null,
                    "The cluster's agent is silent, and only it can read the log.\nTry again when the cluster is FRESH.");
        }
        Semaphore sleeper = new Semaphore(0);
        waiting.put(sleeper, clusterId);
        try {
            if (waiting.values().stream()
                            .filter(cluster -> cluster == clusterId)
                            .count()
                    > settings.logRequests()) {
                throw Problem.unavailable("Too many ask for logs of this cluster.\nTry again in a few seconds.", 5);
            }
            UUID id = UUID.randomUUID();
            store.ask(id, runId, clusterId, lines);
            changes.publishAfterCommit(new OrdersWritten(clusterId));
            long until = System.nanoTime() + settings.logPatience().toNanos();
            for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                Optional<RunLog> told = store.told(id);
                if (told.isPresent()) {
                    return told.get();
                }
                if (sleeper.tryAcquire(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS)) {
                    sleeper.drainPermits();
                }
            }
            throw Problem.conflict(
                    "cluster-silent",
                    "freshness",
                    null,
                    "The cluster's agent did not tell the log within %d s.\nMaybe it is silent, or older than logs are; see the cluster's freshness."
                            .formatted(settings.logPatience().toSeconds()));
        } finally {
            waiting.remove(sleeper);
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void forget() {
        store.forget();
    }
}
