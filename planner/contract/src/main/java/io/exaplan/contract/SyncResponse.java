package io.exaplan.contract;

import java.util.List;

/**
 * What the planner answers. A run that is named nowhere goes on undisturbed.
 *
 * @param protocolVersion version the planner speaks
 * @param orders identity of these orders, to be sent back as {@link SyncRequest#seen()}
 * @param clock plan time and its rate
 * @param inventoryWanted the planner lacks the inventory of this digest: send it in the next exchange
 * @param hold the runs the cluster shall hold
 * @param stop the runs the cluster shall end, each with its reason
 * @param acknowledged ended runs whose end is stored; the agent need not report them again
 * @param quarantined nodes whose report, or whose measurement in this exchange, was implausible and is not used, with what
 *     was wrong
 * @param logs ends of logs that are wanted with the next exchange; asked again until they come
 * @param nextSyncMillis when to call again at the latest, in milliseconds from receipt
 */
public record SyncResponse(
        int protocolVersion,
        OrdersSeen orders,
        PlanClock clock,
        boolean inventoryWanted,
        List<HoldOrder> hold,
        List<StopOrder> stop,
        List<String> acknowledged,
        List<QuarantinedNode> quarantined,
        List<LogRequest> logs,
        long nextSyncMillis) {
    public SyncResponse {
        hold = Lists.orEmpty(hold);
        stop = Lists.orEmpty(stop);
        acknowledged = Lists.orEmpty(acknowledged);
        quarantined = Lists.orEmpty(quarantined);
        logs = Lists.orEmpty(logs);
    }
}
