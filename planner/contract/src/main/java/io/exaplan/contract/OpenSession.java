package io.exaplan.contract;

/**
 * Opens an agent's session; the newest session of a cluster wins and every older one is refused.
 *
 * @param protocolVersion version the agent speaks
 * @param cluster name of the cluster the agent watches; must be the cluster its token was made for
 * @param agentVersion release of the agent, shown to the cluster's admins
 * @param instance random name of this agent process, so that two agents of one cluster can be told apart
 */
public record OpenSession(int protocolVersion, String cluster, String agentVersion, String instance) {}
