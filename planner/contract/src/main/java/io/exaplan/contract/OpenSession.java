package io.exaplan.contract;

import org.jspecify.annotations.Nullable;

/**
 * Opens an agent's session; the newest session of a cluster wins and every older one is refused.
 *
 * @param protocolVersion version the agent speaks
 * @param cluster name of the cluster the agent watches; must be the cluster its token was made for
 * @param agentVersion release of the agent, shown to the cluster's admins
 * @param instance random name of this agent process, so that two agents of one cluster can be told apart
 * @param switchSeconds seconds after a run's lease is over within which something outside the agent surely tells the run to end;
 *     absent where there is no such dead-man's switch
 */
public record OpenSession(
        int protocolVersion,
        String cluster,
        String agentVersion,
        String instance,
        @Nullable Long switchSeconds) {}
