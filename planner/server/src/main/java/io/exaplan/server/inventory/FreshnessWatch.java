package io.exaplan.server.inventory;

import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at how long agents have been silent. Every replica looks; each change is made once, by whoever comes first. When
 * all fall silent together the planner suspects itself: nobody becomes LOST until somebody was heard again, and from then
 * on silence is counted anew.
 */
@Component
public class FreshnessWatch {
    private static final Logger log = LoggerFactory.getLogger(FreshnessWatch.class);

    private final ClusterStore clusters;
    private final InventorySettings settings;
    private final Changes changes;
    private final EventLog events;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private Instant listeningSince;
    private volatile boolean suspectsItself;

    FreshnessWatch(
            ClusterStore clusters,
            InventorySettings settings,
            Changes changes,
            EventLog events,
            Clock clock,
            TransactionTemplate transactions) {
        this.clusters = clusters;
        this.settings = settings;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
        this.transactions = transactions;
        this.listeningSince = clock.instant();
    }

    /** Whether all agents fell silent together, so that nobody's silence counts. */
    public boolean suspectsItself() {
        return suspectsItself;
    }

    @Scheduled(fixedDelayString = "${exaplan.inventory.freshness-check:5s}")
    void onSchedule() {
        try {
            look();
        } catch (RuntimeException e) {
            log.warn("Freshness could not be looked at, next try soon: {}", e.toString());
        }
    }

    /** One look at all clusters. */
    public synchronized void look() {
        List<ClusterRow> heard = clusters.all().stream()
                .filter(cluster -> cluster.lastSyncAt() != null)
                .toList();
        Instant now = clock.instant();
        suspect(new Silence(now, listeningSince, settings).everybodySilent(heard), heard.size(), now);
        Silence silence = new Silence(now, listeningSince, settings);
        move(silence.stale(heard), Freshness.FRESH, Freshness.STALE, now, settings.staleAfter());
        if (!suspectsItself) {
            move(silence.lost(heard), Freshness.STALE, Freshness.LOST, now, settings.lostAfter());
        }
    }

    private void suspect(boolean everybodySilent, int heard, Instant now) {
        if (everybodySilent == suspectsItself) {
            return;
        }
        suspectsItself = everybodySilent;
        if (everybodySilent) {
            log.error(
                    "All {} clusters fell silent together: suspecting this planner's own network, nothing expires until one is heard.",
                    heard);
        } else {
            listeningSince = now;
            log.warn("A cluster was heard again: silence is counted anew from now on.");
        }
        transactions.executeWithoutResult(status -> events.append(
                everybodySilent ? "planner.suspects-itself" : "planner.trusts-itself",
                null,
                null,
                Map.of("clusters", heard)));
    }

    private void move(List<ClusterRow> rows, Freshness from, Freshness to, Instant now, Duration silentFor) {
        if (rows.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(status -> clusters.moveFreshness(
                        rows.stream().map(ClusterRow::id).toList(), from, to, now.minus(silentFor))
                .forEach(id -> {
                    log.warn("Cluster {} is {}: its agent was not heard for {}", id, to, silentFor);
                    events.append("cluster.freshness", null, id, Map.of("cluster", id, "freshness", to));
                    changes.publishAfterCommit(new ClusterChanged(id));
                }));
    }
}
