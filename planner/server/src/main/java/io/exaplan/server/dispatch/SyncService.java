package io.exaplan.server.dispatch;

import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.QuarantinedNode;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.inventory.InventoryIntake;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The one exchange: takes in what the agent says, then answers as soon as there is something it does not know. */
@Service
class SyncService {
    private static final Logger log = LoggerFactory.getLogger(SyncService.class);

    private final Sessions sessions;
    private final Inventories inventories;
    private final InventoryIntake intake;
    private final RunReports reports;
    private final UsageStore usage;
    private final Orders orders;
    private final AnswerBook answers;
    private final LogStore logs;
    private final Changes changes;
    private final Installation installation;
    private final EventLog events;
    private final Polls polls;
    private final DispatchSettings settings;

    SyncService(
            Sessions sessions,
            Inventories inventories,
            InventoryIntake intake,
            RunReports reports,
            UsageStore usage,
            Orders orders,
            AnswerBook answers,
            LogStore logs,
            Changes changes,
            Installation installation,
            EventLog events,
            Polls polls,
            DispatchSettings settings) {
        this.sessions = sessions;
        this.inventories = inventories;
        this.intake = intake;
        this.reports = reports;
        this.usage = usage;
        this.orders = orders;
        this.answers = answers;
        this.logs = logs;
        this.changes = changes;
        this.installation = installation;
        this.events = events;
        this.polls = polls;
        this.settings = settings;
    }

    /** What taking in a request came to; {@code answerNow} when the agent must not wait. */
    record Taken(
            int clusterId,
            SyncRequest request,
            List<QuarantinedNode> unbelieved,
            boolean inventoryWanted,
            boolean answerNow,
            boolean firstOfSession) {}

    /** Takes in what the agent says. */
    Taken take(int clusterId, Exchange exchange) {
        SyncRequest request = exchange.request();
        Sessions.Heard heard = sessions.heard(clusterId, request);
        if (heard == Sessions.Heard.OVERTAKEN) {
            return new Taken(clusterId, request, List.of(), false, true, false);
        }
        polls.end(clusterId);
        boolean wanted = takeInventory(clusterId, exchange);
        requireAboveWhatWasSeen(clusterId, request.seen());
        reports.apply(clusterId, request, RunReports.appliedRevision(request.seen(), installation.databaseId()));
        usage.store(clusterId, exchange.usage().believed());
        if (logs.store(clusterId, request.logs()) > 0) {
            changes.publishAfterCommit(new LogsTold(clusterId));
        }
        boolean first = heard == Sessions.Heard.FIRST_OF_SESSION;
        boolean now = first || wanted || exchange.inventory() != null;
        return new Taken(clusterId, request, exchange.usage().problems(), wanted, now, first);
    }

    /** Answers at once, or when there are newer orders, a newer request, or the agent's patience is over. */
    SyncResponse answer(Taken taken) throws InterruptedException {
        SyncRequest request = taken.request();
        long until = System.nanoTime()
                + Math.min(
                        settings.longestPoll().toNanos(),
                        Duration.ofMillis(request.waitMillis()).toNanos());
        try (Polls.Poll poll = polls.open(taken.clusterId(), request.sessionEpoch(), request.sequence())) {
            boolean waiting = !taken.answerNow()
                    && reports.acknowledged(taken.clusterId(), request.runs()).isEmpty();
            while (waiting && !poll.ended()) {
                Orders.Mark mark = orders.mark(taken.clusterId());
                requireNewest(request, mark);
                long left = until - System.nanoTime();
                if (left <= 0
                        || mark.lastSequence() > request.sequence()
                        || unseen(mark, request.seen())
                        || !logs.wanted(taken.clusterId()).isEmpty()) {
                    break;
                }
                waiting = poll.await(
                        Duration.ofNanos(Math.min(left, settings.slowPoll().toNanos())));
            }
            requireNewest(request, orders.mark(taken.clusterId()));
            return answers.answer(taken);
        }
    }

    private boolean takeInventory(int clusterId, Exchange exchange) {
        if (exchange.inventory() != null) {
            intake.store(clusterId, exchange.inventory());
        }
        ClusterRow cluster = inventories.cluster(clusterId).orElseThrow();
        if (!cluster.reportedOffer().equals(exchange.offer())) {
            intake.storeOffer(clusterId, exchange.offer());
        }
        return !Objects.equals(cluster.inventoryDigest(), exchange.request().inventoryDigest());
    }

    private boolean unseen(Orders.Mark mark, @Nullable OrdersSeen seen) {
        return seen == null || !seen.databaseId().equals(installation.databaseId()) || mark.newerThan(seen);
    }

    private void requireAboveWhatWasSeen(int clusterId, @Nullable OrdersSeen seen) {
        if (seen == null || !seen.databaseId().equals(installation.databaseId())) {
            return;
        }
        Orders.Mark mark = orders.mark(clusterId);
        if (mark.olderThan(seen)) {
            log.error(
                    "Cluster {}: its agent has seen orders {}/{}, this database wrote {}/{} at most. It was restored from an old backup; nothing is stopped because of that.",
                    clusterId,
                    seen.leaderEpoch(),
                    seen.revision(),
                    mark.epoch(),
                    mark.revision());
            orders.goOnAbove(clusterId, seen);
            events.append("planner.restored", null, clusterId, Map.of("seen", seen, "written", mark));
        }
    }

    private static void requireNewest(SyncRequest request, Orders.Mark mark) {
        if (request.sessionEpoch() < mark.sessionEpoch()) {
            throw Sessions.stale(request.sessionEpoch(), mark.sessionEpoch());
        }
    }
}
