package io.exaplan.server.inventory;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Revocations;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.ShownOnce;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change of clusters. */
@Service
class ClusterDesk {
    private final ClusterStore clusters;
    private final ClusterNames names;
    private final Tokens tokens;
    private final Revocations revocations;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;
    private final Clock clock;
    private final InventorySettings settings;

    ClusterDesk(
            ClusterStore clusters,
            ClusterNames names,
            Tokens tokens,
            Revocations revocations,
            AuditLog audit,
            EventLog events,
            Changes changes,
            Clock clock,
            InventorySettings settings) {
        this.clusters = clusters;
        this.names = names;
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
    record Joining(String cluster, String joinToken, Instant expiresAt) implements ShownOnce {}

    /** A cluster that was made just now. */
    record Created(ClusterRow cluster, Joining joining) {}

    @Transactional
    Created create(Caller caller, String name, String operator) {
        ClusterRow cluster = clusters.insert(name, operator).orElseThrow(() -> Problem.nameTaken("cluster", name));
        audit.record(caller.name(), "cluster.create", subject(cluster), null, stated(name, operator), null);
        changed(cluster, "cluster.created");
        return new Created(cluster, join(caller, cluster));
    }

    /** Its agent and what it makes carry its name, jobs and rules too: it stays from the first of them on. */
    @Transactional
    ClusterRow update(Caller caller, ClusterRow cluster, long expectedVersion, String name, String operator) {
        if (!name.equals(cluster.name())) {
            List<String> carriers = new ArrayList<>(names.of(cluster));
            if (cluster.sessionEpoch() > 0) {
                carriers.addFirst("its agent");
            }
            if (!carriers.isEmpty()) {
                throw Problem.invalid(List.of(new Offence(
                        "name",
                        name,
                        "It stays (%s), as it is carried by: %s."
                                .formatted(cluster.name(), String.join(", ", carriers)))));
            }
        }
        try {
            if (!clusters.update(cluster.id(), expectedVersion, name, operator)) {
                throw EntityTag.outdated("cluster", cluster.name());
            }
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("cluster", name);
        }
        audit.record(caller.name(), "cluster.update", subject(cluster), stated(cluster), stated(name, operator), null);
        ClusterRow updated = clusters.withId(cluster.id()).orElseThrow();
        changed(updated, "cluster.updated");
        return updated;
    }

    /** What a cluster did is kept, and the cluster with it: only one that did nothing yet goes. */
    @Transactional
    void delete(Caller caller, ClusterRow cluster, long expectedVersion) {
        List<String> hindrances = new ArrayList<>(names.kept(cluster));
        hindrances.addAll(names.of(cluster));
        if (!hindrances.isEmpty()) {
            throw Problem.conflict(
                    "in-use",
                    "name",
                    cluster.name(),
                    "The cluster (%s) is named by: %s.\nOnly one that nothing names can be deleted; maybe make it INACTIVE."
                            .formatted(cluster.name(), String.join(", ", hindrances)));
        }
        try {
            if (!clusters.delete(cluster.id(), expectedVersion)) {
                throw EntityTag.outdated("cluster", cluster.name());
            }
        } catch (DataIntegrityViolationException e) {
            throw EntityTag.outdated("cluster", cluster.name());
        }
        audit.record(caller.name(), "cluster.delete", subject(cluster), stated(cluster), null, null);
        events.append("cluster.deleted", null, null, Map.of("cluster", cluster.name()));
        changes.publishAfterCommit(new ClusterChanged(cluster.id()));
    }

    private static Map<String, String> stated(ClusterRow cluster) {
        return stated(cluster.name(), cluster.operator());
    }

    private static Map<String, String> stated(String name, String operator) {
        return Map.of("name", name, "operator", operator);
    }

    /** A new join token; unused older ones are worth nothing from now on. */
    @Transactional
    Joining renewJoinToken(Caller caller, ClusterRow cluster) {
        revocations.revokeOf(Role.JOIN, cluster.id());
        Joining joining = join(caller, cluster);
        audit.record(
                caller.name(),
                "cluster.join-token",
                subject(cluster),
                null,
                Map.of("expiresAt", joining.expiresAt()),
                null);
        return joining;
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
