package io.exaplan.server.inventory;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Revocations;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change of clusters. */
@Service
class ClusterDesk {
    private final ClusterStore clusters;
    private final Tokens tokens;
    private final Revocations revocations;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;
    private final Clock clock;
    private final InventorySettings settings;

    ClusterDesk(
            ClusterStore clusters,
            Tokens tokens,
            Revocations revocations,
            AuditLog audit,
            EventLog events,
            Changes changes,
            Clock clock,
            InventorySettings settings) {
        this.clusters = clusters;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * A token with which an agent joins.
     *
     * @param joinToken shown once
     * @param expiresAt until when it can be used
     */
    record Joining(String cluster, String joinToken, Instant expiresAt) {}

    /** A cluster that was made just now. */
    record Created(ClusterRow cluster, Joining joining) {}

    @Transactional
    Created create(Caller caller, String name, String operator) {
        ClusterRow cluster = clusters.insert(name, operator).orElseThrow(() -> Problem.nameTaken("cluster", name));
        audit.record(
                caller.name(),
                "cluster.create",
                subject(cluster),
                null,
                Map.of("name", name, "operator", operator),
                null);
        changed(cluster, "cluster.created");
        return new Created(cluster, join(caller, cluster));
    }

    /** A new join token; unused older ones are worth nothing from now on. */
    @Transactional
    Joining renewJoinToken(Caller caller, ClusterRow cluster) {
        revocations.revokeOf(Role.JOIN, cluster.id());
        audit.record(caller.name(), "cluster.join-token", subject(cluster), null, null, null);
        return join(caller, cluster);
    }

    private Joining join(Caller caller, ClusterRow cluster) {
        Instant expiresAt = clock.instant().plus(settings.joinTokenValid());
        Tokens.Created token =
                tokens.create(Role.JOIN, "join " + cluster.name(), null, cluster.id(), expiresAt, caller.name());
        return new Joining(cluster.name(), token.secret(), expiresAt);
    }

    @Transactional
    ClusterRow changeState(Caller caller, ClusterRow cluster, long expectedVersion, ClusterState state) {
        if (!clusters.changeState(cluster.id(), expectedVersion, state)) {
            throw EntityTag.outdated("cluster", cluster.name());
        }
        audit.record(
                caller.name(),
                "cluster.state",
                subject(cluster),
                Map.of("state", cluster.state()),
                Map.of("state", state),
                null);
        changed(cluster, "cluster.state");
        return clusters.withId(cluster.id()).orElseThrow();
    }

    /** What the operator lends from now on; null gives the word back to the agent. */
    @Transactional
    ClusterRow stateOffer(Caller caller, ClusterRow cluster, long expectedVersion, @Nullable Offer offer) {
        if (!clusters.stateOffer(cluster.id(), expectedVersion, offer)) {
            throw EntityTag.outdated("cluster", cluster.name());
        }
        audit.record(caller.name(), "cluster.offer", subject(cluster), cluster.offer(), offer, null);
        changed(cluster, "cluster.offer");
        return clusters.withId(cluster.id()).orElseThrow();
    }

    /** Where the logs of its runs are shown from now on; null for nowhere but here. */
    @Transactional
    ClusterRow linkLogs(Caller caller, ClusterRow cluster, long expectedVersion, @Nullable LogLink link) {
        if (!clusters.linkLogs(cluster.id(), expectedVersion, link)) {
            throw EntityTag.outdated("cluster", cluster.name());
        }
        audit.record(caller.name(), "cluster.log-link", subject(cluster), cluster.logLink(), link, null);
        changed(cluster, "cluster.log-link");
        return clusters.withId(cluster.id()).orElseThrow();
    }

    private void changed(ClusterRow cluster, String event) {
        events.append(event, null, cluster.id(), Map.of("cluster", cluster.name()));
        changes.publishAfterCommit(new ClusterChanged(cluster.id()));
    }

    private static String subject(ClusterRow cluster) {
        return "cluster/" + cluster.name();
    }
}
