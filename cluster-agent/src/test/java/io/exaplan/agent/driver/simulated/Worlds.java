package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.Specs;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A small world with a wall clock moved by hand. Plan time runs {@link #RATE} times as fast. */
final class Worlds {

    static final Instant WALL = Instant.parse("2026-03-01T08:00:00Z");
    static final Instant PLAN = Instant.parse("2030-01-01T00:00:00Z");
    static final double RATE = 60;
    static final SimulationRules RULES =
            new SimulationRules(7, Duration.ofSeconds(10), Duration.ofSeconds(5), 0, 0, Duration.ofHours(1));

    final World world;
    private Instant wall = WALL;

    private Worlds(World world) {
        this.world = world;
        world.follow(new PlanClock(PLAN, RATE), WALL);
    }

    static Worlds ofTwoNodes() {
        return of(RULES);
    }

    static Worlds of(SimulationRules rules) {
        return new Worlds(World.of(twoNodes(), rules));
    }

    static List<SimulatedNode> twoNodes() {
        return List.of(node("n1"), node("n2"));
    }

    static SimulatedNode node(String name) {
        return new SimulatedNode(name, "H800", 4, 8_000, 65_536, "block-01", "rack-001");
    }

    Instant wall() {
        return wall;
    }

    /** Lets this many plan seconds pass. */
    Worlds after(double planSeconds) {
        wall = wall.plusMillis(Math.round(planSeconds * 1000 / RATE));
        world.advance(wall);
        return this;
    }

    io.exaplan.agent.driver.HoldOutcome hold(Specs spec) {
        return world.hold(spec.build(), wall);
    }

    io.exaplan.agent.driver.HoldOutcome hold(RunSpec spec) {
        return world.hold(spec, wall);
    }

    io.exaplan.agent.driver.StopOutcome stop(String runId, long graceSeconds) {
        return world.stop(new StopOrder(runId, StopReason.CANCELLED, graceSeconds), wall);
    }

    void control(ControlCommand command) {
        world.control(command, wall, wall);
    }

    List<RunReport> reports() {
        return WorldReport.runs(world.state());
    }

    RunReport report(String runId) {
        return reports().stream()
                .filter(report -> report.runId().equals(runId))
                .findFirst()
                .orElseThrow();
    }
}
