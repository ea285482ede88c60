package io.exaplan.server.planning;

/** This replica wanted to write as the leader and is not (any longer) the leader. */
public final class LeadershipLost extends RuntimeException {
    LeadershipLost(String holder, long epoch) {
        super("The replica (%s) no longer leads in epoch %d.\nNothing was written; whoever leads now plans on."
                .formatted(holder, epoch));
    }
}
