package io.exaplan.contract;

import org.jspecify.annotations.Nullable;

/**
 * The planner's answer to {@link OpenSession}.
 *
 * @param protocolVersion version the planner will speak in this session
 * @param databaseId identity of the planner's database; another identity means another planner's memory
 * @param sessionEpoch number of this session, greater than every earlier one of the cluster
 * @param agentToken the agent's own credential, present once: when the session was opened with a join token
 * @param clock plan time and its rate at the moment of the answer
 */
public record SessionOpened(
        int protocolVersion,
        String databaseId,
        long sessionEpoch,
        @Nullable String agentToken,
        PlanClock clock) {}
