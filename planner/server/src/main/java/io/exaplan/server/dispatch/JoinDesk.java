package io.exaplan.server.dispatch;

import io.exaplan.contract.OpenSession;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.SessionOpened;
import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Revocations;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.web.Changes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens sessions. A join token becomes the agent's own token, which is told once; should that answer get lost, the join
 * token can be used again until the agent has first spoken with its own, and the lost one is worth nothing.
 */
@Service
class JoinDesk {
    private static final String JOIN = "join/";

    private final Sessions sessions;
    private final Tokens tokens;
    private final Revocations revocations;
    private final AuditLog audit;
    private final AnswerBook answers;
    private final Installation installation;
    private final Changes changes;

    JoinDesk(
            Sessions sessions,
            Tokens tokens,
            Revocations revocations,
            AuditLog audit,
            AnswerBook answers,
            Installation installation,
            Changes changes) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
        this.answers = answers;
        this.installation = installation;
        this.changes = changes;
    }

    @Transactional
    SessionOpened open(Caller caller, OpenSession session) {
        int cluster = AgentController.clusterOf(caller);
        long epoch = sessions.open(cluster, session);
        changes.publishAfterCommit(new OrdersWritten(cluster));
        return new SessionOpened(
                Protocol.VERSION,
                installation.databaseId(),
                epoch,
                caller.role() == Role.JOIN ? agentToken(caller, cluster, session) : null,
                answers.clock());
    }

    private @Nullable String agentToken(Caller join, int cluster, OpenSession session) {
        revocations.revokeMadeBy(madeBy(join.tokenId()));
        Tokens.Created created =
                tokens.create(Role.AGENT, "agent of " + session.cluster(), null, cluster, null, madeBy(join.tokenId()));
        audit.record(join.name(), "cluster.join", "cluster/" + session.cluster(), null, session, null);
        return created.secret();
    }

    /** The agent has its own token: the join token it came by is used up. */
    void usedBy(Caller agent, SyncService.Taken taken) {
        if (taken.firstOfSession()) {
            revocations.revokeMakerOf(agent.tokenId(), JOIN);
        }
    }

    private static String madeBy(long joinToken) {
        return JOIN + joinToken;
    }
}
