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

    /** What a run's workers have to say of its life, oldest first; nothing when the world never held it. */
    static Optional<List<String>> log(WorldState state, String runId) {
        return state.run(runId)
                .map(run -> lines(state, run))
                .or(() -> state.endedRun(runId).map(WorldReport::lines));
    }

    private static List<String> lines(WorldState state, LiveRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("%s created: job %d (%s) of %s, generation %d, %d workers"
                .formatted(
                        run.created().plan(),
                        run.spec().jobId(),
                        run.spec().jobName(),
                        run.spec().tenant(),
                        run.spec().generation(),
                        run.spec().workers().size()));
        if (!run.placed()) {
            lines.add("waiting: " + state.obstacle(run).orElse("Its devices have just become free."));
        } else if (run.startedAt() == null) {
            lines.add("starting: workers up at " + run.startsAt());
        } else {
            run.spec()
                    .workers()
                    .forEach(worker -> lines.add("%s worker %d up on %s, devices %s"
                            .formatted(run.startedAt(), worker.index(), worker.node(), worker.devices())));
        }
        if (run.stop() != null) {
            lines.add("told to stop: %s, ends by %s"
                    .formatted(run.stop().reason(), run.stop().plan()));
        }
        return lines;
    }

    private static List<String> lines(EndedRun run) {
        RunReport report = run.report();
        List<String> lines = new ArrayList<>();
        lines.add("%s created: job %d, generation %d"
                .formatted(run.created().plan(), report.jobId(), report.generation()));
        if (report.startedAt() != null) {
            lines.add(report.startedAt() + " all workers up");
        }
        lines.add("%s ended: %s, %s%s"
                .formatted(
                        run.ended().plan(),
                        report.state(),
                        report.reason(),
                        report.exitCode() == null ? "" : ", exit code " + report.exitCode()));
        if (report.message() != null) {
            lines.add(report.message());
        }
        return lines;
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
