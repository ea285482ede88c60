package io.exaplan.agent.driver.simulated;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MishapsTest {

    private final Worlds worlds = Worlds.ofTwoNodes();

    @Test
    void failsTheRunsOfALostNodeAndNoOthers() {
        worlds.hold(aRun("r1").on("n1", 0).on("n2", 0));
        worlds.hold(aRun("r2").on("n2", 1));
        worlds.after(60);

        worlds.control(new ControlCommand.FailNode("n1"));

        assertThat(worlds.report("r1").state()).isEqualTo(RunState.FAILED);
        assertThat(worlds.report("r1").reason()).isEqualTo(RunReasons.NODE_LOST);
        assertThat(worlds.report("r1").exitCode()).isNull();
        assertThat(worlds.report("r2").state()).isEqualTo(RunState.RUNNING);
        assertThat(node("n1").ready()).isFalse();
    }

    @Test
    void startsNothingOnALostNodeUntilItIsRestored() {
        worlds.control(new ControlCommand.FailNode("n1"));
        worlds.hold(aRun("r1").on("n1", 0));
        assertThat(worlds.after(1_000_000).report("r1").message()).isEqualTo("Node n1 is lost.");

        worlds.control(new ControlCommand.RestoreNode("n1"));

        assertThat(worlds.after(20).report("r1").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void failsTheRunsOfALostDeviceOnly() {
        worlds.hold(aRun("r1").on("n1", 0, 1));
        worlds.hold(aRun("r2").on("n1", 2));
        worlds.after(60);

        worlds.control(new ControlCommand.FailDevice("n1", 1));

        assertThat(worlds.report("r1").reason()).isEqualTo(RunReasons.DEVICE_LOST);
        assertThat(worlds.report("r2").state()).isEqualTo(RunState.RUNNING);
        assertThat(node("n1").unhealthyDevices()).containsExactly(1);
        worlds.control(new ControlCommand.RestoreDevice("n1", 1));
        assertThat(node("n1").unhealthyDevices()).isEmpty();
    }

    @Test
    void keepsNewWorkOffACordonedNodeAndLeavesTheOldAlone() {
        worlds.hold(aRun("r1").on("n1", 0));
        worlds.after(60);

        worlds.control(new ControlCommand.CordonNode("n1"));
        worlds.hold(aRun("r2").on("n1", 1));

        assertThat(worlds.after(60).report("r1").state()).isEqualTo(RunState.RUNNING);
        assertThat(worlds.report("r2").message()).isEqualTo("Node n1 is cordoned.");
        worlds.control(new ControlCommand.UncordonNode("n1"));
        assertThat(worlds.after(20).report("r2").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void failsARunOnPurpose() {
        worlds.hold(aRun("r1").on("n1", 0));
        worlds.after(60);

        worlds.control(new ControlCommand.FailRun("r1", 137));

        assertThat(worlds.report("r1").state()).isEqualTo(RunState.FAILED);
        assertThat(worlds.report("r1").exitCode()).isEqualTo(137);
    }

    @Test
    void passesOverNamesItDoesNotKnow() {
        worlds.control(new ControlCommand.FailNode("n9"));
        worlds.control(new ControlCommand.FailDevice("n1", 99));
        worlds.control(new ControlCommand.FailRun("r9", 1));

        assertThat(worlds.reports()).isEmpty();
        assertThat(node("n1").unhealthyDevices()).isEmpty();
    }

    @Test
    void letsACommandTakeEffectWhenItWasGiven() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(600));
        Instant given = worlds.wall().plusMillis(500);

        // nobody looked for ten minutes of plan time
        worlds.world.control(
                new ControlCommand.FailRun("r1", 1), given, worlds.wall().plusSeconds(10));

        assertThat(worlds.report("r1").endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(30));
    }

    @Test
    void losesNodesByChanceAndBringsThemBack() {
        Worlds unlucky = Worlds.of(rules(0, 24));
        long lost = 0;
        for (int hour = 0; hour < 100; hour++) {
            unlucky.after(3600);
            lost += WorldReport.inventory(unlucky.world.state()).nodes().stream()
                    .filter(node -> !node.ready())
                    .count();
        }

        // each of two nodes is lost once an hour and away for an hour: about half the time
        assertThat(lost).isBetween(50L, 150L);
    }

    @Test
    void callsMishapsOffWhenTheRulesNoLongerKnowThem() {
        Worlds unlucky = Worlds.of(rules(0, 24));
        World calmer = new World(unlucky.world.state(), EventLog.NONE, Worlds.RULES);

        calmer.advance(Worlds.WALL.plus(Duration.ofDays(1)));

        assertThat(calmer.state().mishap()).isEmpty();
        assertThat(node(unlucky, "n1").ready()).isTrue();
    }

    @Test
    void failsRunsByChanceAtTheConfiguredRate() {
        Fates fates = new Fates(rules(1, 0));
        long failed = 0;
        for (int i = 0; i < 1000; i++) {
            RunEnd end = fates.of(aRun("r" + i).on("n1", 0).lasting(3600).build(), Worlds.PLAN)
                    .orElseThrow();
            failed += end.state() == RunState.FAILED ? 1 : 0;
        }

        // 1 - 1/e of them fail within their hour
        assertThat(failed).isBetween(590L, 675L);
    }

    @Test
    void settlesTheSameFateEveryTime() {
        Fates fates = new Fates(rules(1, 24));
        var spec = aRun("r1").on("n1", 0).lasting(3600).build();

        assertThat(fates.of(spec, Worlds.PLAN)).isEqualTo(new Fates(rules(1, 24)).of(spec, Worlds.PLAN));
        assertThat(fates.next(null, Worlds.PLAN, List.of("a", "b")))
                .isEqualTo(fates.next(null, Worlds.PLAN, List.of("a", "b")));
    }

    private static SimulationRules rules(double runFailures, double nodeFailures) {
        return new SimulationRules(
                7, Duration.ofSeconds(10), Duration.ofSeconds(5), runFailures, nodeFailures, Duration.ofHours(1));
    }

    private NodeReport node(String name) {
        return node(worlds, name);
    }

    private static NodeReport node(Worlds worlds, String name) {
        return WorldReport.inventory(worlds.world.state()).nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
