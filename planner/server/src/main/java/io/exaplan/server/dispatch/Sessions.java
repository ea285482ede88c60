package io.exaplan.server.dispatch;

import io.exaplan.contract.OpenSession;
import io.exaplan.contract.SyncRequest;
import io.exaplan.server.inventory.ClusterChanged;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who speaks for a cluster: the agent of the newest session, and what it said last. */
@Repository
class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /** An agent opens a session at each of its starts: no backup is so old that more were opened since. */
    private static final long MOST_AHEAD = 100_000;

    private final JdbcClient sql;
    private final Clock clock;
    private final Changes changes;

    Sessions(JdbcClient sql, Clock clock, Changes changes) {
        this.sql = sql;
        this.clock = clock;
        this.changes = changes;
    }

    /** How a request stands to what was heard before in its session. */
    enum Heard {
        FIRST_OF_SESSION,
        NEW,
        /** The same once more; what it tells may have been lost half-way. */
        AGAIN,
        /** Overtaken by a newer one; what it tells is old. */
        OVERTAKEN
    }

    private record Row(String name, long sessionEpoch, long lastSequence, String freshness) {}

    /** Opens a session; every earlier one is refused from now on. */
    @Transactional
    long open(int clusterId, OpenSession session) {
        requireName(row(clusterId, ""), session.cluster());
        return sql.sql("""
                        update cluster set session_epoch = session_epoch + 1, session_instance = :instance,
                            last_sequence = 0, agent_version = :version, protocol_version = :protocol, switch_seconds = :switch
                        where id = :id returning session_epoch""")
                .param("instance", session.instance())
                .param("version", session.agentVersion())
                .param("protocol", session.protocolVersion())
                .param("switch", session.switchSeconds(), Types.BIGINT)
                .param("id", clusterId)
                .query(Long.class)
                .single();
    }

    /**
     * Notes that the cluster's agent spoke.
     *
     * @throws Problem 403 when it speaks for another cluster, 409 when a newer session exists
     */
    @Transactional
    Heard heard(int clusterId, SyncRequest request) {
        Row row = row(clusterId, " for no key update");
        requireName(row, request.cluster());
        if (request.sessionEpoch() < row.sessionEpoch()) {
            throw stale(request.sessionEpoch(), row.sessionEpoch());
        }
        boolean ahead = request.sessionEpoch() > row.sessionEpoch();
        if (request.sessionEpoch() - row.sessionEpoch() > MOST_AHEAD) {
            throw Problem.invalid(List.of(new Offence(
                    "sessionEpoch",
                    Long.toString(request.sessionEpoch()),
                    "is no session of this planner, whose newest for this cluster is %d; open one by POST /agent/v1/sessions"
                            .formatted(row.sessionEpoch()))));
        }
        if (ahead) {
            // Only a database restored from an old backup can have forgotten a session it opened.
            log.warn(
                    "Cluster {}: its agent is in session {}, this database knows of {} only; going on with the agent's.",
                    row.name(),
                    request.sessionEpoch(),
                    row.sessionEpoch());
        }
        long last = ahead ? 0 : row.lastSequence();
        sql.sql("""
                        update cluster set last_sync_at = :now, freshness = 'FRESH', session_epoch = :epoch,
                            last_sequence = :sequence, agent_version = :version, protocol_version = :protocol
                        where id = :id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("epoch", request.sessionEpoch())
                .param("sequence", Math.max(last, request.sequence()))
                .param("version", request.agentVersion())
                .param("protocol", request.protocolVersion())
                .param("id", clusterId)
                .update();
        if (!row.freshness().equals("FRESH")) {
            changes.publishAfterCommit(new ClusterChanged(clusterId));
        }
        if (last == 0) {
            return Heard.FIRST_OF_SESSION;
        }
        return request.sequence() > last ? Heard.NEW : request.sequence() == last ? Heard.AGAIN : Heard.OVERTAKEN;
    }

    /**
     * Whether the request is the newest word of its cluster. Until the transaction ends no newer one is heard, so what it
     * tells may be believed of everything the planner knows by then. Jobs and runs are locked before the cluster, as whoever
     * writes orders does.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean newest(int clusterId, SyncRequest request) {
        return sql.sql("""
                        select session_epoch = :epoch and last_sequence = :sequence from cluster
                        where id = :id for no key update""")
                .param("epoch", request.sessionEpoch())
                .param("sequence", request.sequence())
                .param("id", clusterId)
                .query(Boolean.class)
                .single();
    }

    static Problem stale(long agents, long newest) {
        return Problem.conflict(
                "stale-session",
                "session",
                agents,
                "Session %d is over, session %d is the newest of this cluster.\nMaybe two agents run: only the newer one may apply."
                        .formatted(agents, newest));
    }

    private Row row(int clusterId, String lock) {
        return sql.sql("select name, session_epoch, last_sequence, freshness from cluster where id = :id" + lock)
                .param("id", clusterId)
                .query(Row.class)
                .single();
    }

    private static void requireName(Row row, String named) {
        if (!row.name().equals(named)) {
            throw Problem.forbidden(
                    "The token is for cluster (%s), the agent speaks for (%s).\nMaybe its configuration names the wrong cluster or token."
                            .formatted(row.name(), named));
        }
    }
}
