package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world in the planner's words. */
final class WorldReport {

    private WorldReport() {}

    static Inventory inventory(WorldState state) {
        Floor floor = state.floor();
        return new Inventory(floor.names().stream()
                .map(name -> report(
                        floor.node(name).orElseThrow(), floor.condition(name).orElseThrow()))
                .toList());
    }

    static List<RunReport> runs(WorldState state) {
        List<RunReport> reports = new ArrayList<>();
        state.live().forEach(run -> reports.add(report(state, run)));
        state.ended().stream()
                .filter(run -> !run.acknowledged())
                .map(EndedRun::report)
                .forEach(reports::add);
        return reports;
    }

    private static RunReport report(WorldState state, LiveRun run) {
        if (run.placed() && run.wanted() == null) {
            return run.report(null, null);
        }
        Optional<String> obstacle = state.obstacle(run);
        return run.report(RunReasons.UNSCHEDULABLE, obstacle.orElse("Its devices have just become free."));
    }

    private static NodeReport report(SimulatedNode node, NodeCondition condition) {
        return new NodeReport(
                node.name(),
                node.model(),
                node.devices(),
                condition.unhealthy(),
                0,
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                condition.ready(),
                condition.cordoned());
    }
}
