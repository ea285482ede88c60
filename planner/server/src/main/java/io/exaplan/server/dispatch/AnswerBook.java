package io.exaplan.server.dispatch;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.QuarantinedNode;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.time.PlanTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Writes the planner's answers. Each tells everything that holds now; its number is read before its content, so that it
 * can be newer than its number says, but never older.
 */
@Component
class AnswerBook {
    private final Orders orders;
    private final RunStore runs;
    private final Orphans orphans;
    private final RunReports reports;
    private final Inventories inventories;
    private final LogStore logs;
    private final PlanTime planTime;
    private final Installation installation;
    private final DispatchSettings settings;

    AnswerBook(
            Orders orders,
            RunStore runs,
            Orphans orphans,
            RunReports reports,
            Inventories inventories,
            LogStore logs,
            PlanTime planTime,
            Installation installation,
            DispatchSettings settings) {
        this.orders = orders;
        this.runs = runs;
        this.orphans = orphans;
        this.reports = reports;
        this.inventories = inventories;
        this.logs = logs;
        this.planTime = planTime;
        this.installation = installation;
        this.settings = settings;
    }

    SyncResponse answer(SyncService.Taken taken) {
        int clusterId = taken.clusterId();
        SyncRequest request = taken.request();
        Orders.Mark mark = orders.mark(clusterId);
        List<RunRow> active = runs.activeIn(clusterId);
        return new SyncResponse(
                Protocol.VERSION,
                mark.orders(installation.databaseId()),
                clock(),
                taken.inventoryWanted(),
                holds(active, request.runs()),
                stops(clusterId, active),
                reports.acknowledged(clusterId, request.runs()),
                Stream.concat(
                                inventories.quarantined(clusterId).stream()
                                        .map(node -> new QuarantinedNode(node.node(), node.problem())),
                                taken.unbelieved().stream())
                        .toList(),
                logs.wanted(clusterId),
                settings.nextSync().toMillis());
    }

    PlanClock clock() {
        return new PlanClock(planTime.now(), planTime.rate());
    }

    private List<HoldOrder> holds(List<RunRow> active, List<RunReport> reported) {
        Map<String, Integer> generations = new HashMap<>();
        reported.forEach(report -> generations.merge(report.runId(), report.generation(), Math::max));
        List<RunRow> held = active.stream().filter(run -> !run.stopping()).toList();
        Map<UUID, RunSpec> specs = runs.specs(held.stream()
                .filter(run -> generations.getOrDefault(run.id().toString(), 0) < run.generation())
                .map(RunRow::id)
                .toList());
        return held.stream()
                .map(run -> {
                    RunSpec spec = specs.get(run.id());
                    // Read a moment after the row: it may have become a newer generation meanwhile.
                    int generation = spec == null ? run.generation() : spec.generation();
                    return new HoldOrder(run.id().toString(), generation, spec);
                })
                .toList();
    }

    private List<StopOrder> stops(int clusterId, List<RunRow> active) {
        long grace = settings.grace().toSeconds();
        List<StopOrder> stops = new ArrayList<>();
        for (RunRow run : active) {
            StopReason why = run.stopReason();
            if (run.stopping() && why != null) {
                stops.add(new StopOrder(run.id().toString(), why, grace));
            }
        }
        stops.addAll(orphans.stops(clusterId, grace));
        return stops;
    }
}
