package io.exaplan.agent.plannerlink;

import io.exaplan.contract.OpenSession;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;

/** The two exchanges of the protocol. Both block the calling thread; an interrupt ends the wait. */
public interface PlannerLink extends AutoCloseable {

    /** Opens a session; from then on every older session of the cluster is refused. */
    Answer<SessionOpened> open(OpenSession request, String token);

    /** Reports and asks for orders; lasts up to {@link SyncRequest#waitMillis()} when there are none. */
    Answer<SyncResponse> sync(SyncRequest request, String token);

    @Override
    void close();
}
