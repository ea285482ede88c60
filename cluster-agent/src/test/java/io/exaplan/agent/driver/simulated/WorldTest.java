package io.exaplan.agent.driver.simulated;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec.WorkKind;
import io.exaplan.contract.RunState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {

    private final Worlds worlds = Worlds.ofTwoNodes();

    @Test
    void startsARunAfterItsStartupDelay() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));

        assertThat(worlds.after(9).report("r1").state()).isEqualTo(RunState.STARTING);
        assertThat(worlds.after(2).report("r1").state()).isEqualTo(RunState.RUNNING);
        assertThat(worlds.report("r1").startedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10));
    }

    @Test
    void endsARunWhenItsExpectedTimeIsOver() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));

        RunReport report = worlds.after(3600).report("r1");

        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.exitCode()).isZero();
        assertThat(report.reason()).isEqualTo(RunReasons.COMPLETED);
        assertThat(report.endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10 + 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30S", "30", "30.0"})
    void runsAsLongAsItsEnvironmentSays(String duration) {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60).with("EXAPLAN_SIMULATED_DURATION", duration));

        assertThat(worlds.after(3600).report("r1").endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10 + 30));
    }

    @Test
    void failsWithTheExitCodeItsEnvironmentSays() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60).with("EXAPLAN_SIMULATED_EXIT_CODE", "3"));

        RunReport report = worlds.after(3600).report("r1");

        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.reason()).isEqualTo(RunReasons.EXIT_CODE);
    }

    @Test
    void endsARunAtItsMaximumDuration() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(600).atMost(100));

        RunReport report = worlds.after(3600).report("r1");

        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.reason()).isEqualTo(RunReasons.MAX_DURATION_EXCEEDED);
        assertThat(report.endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10 + 100));
    }

    @Test
    void keepsAServiceWithoutEndRunning() {
        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).on("n1", 0));

        assertThat(worlds.after(1_000_000).report("r1").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void findsTheFirstRunWhenAnIdIsHeldTwice() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));
        worlds.after(30);

        HoldOutcome outcome = worlds.hold(aRun("r1").on("n1", 0).lasting(60));

        assertThat(outcome).isEqualTo(new HoldOutcome.Held());
        assertThat(worlds.reports()).hasSize(1);
        assertThat(worlds.report("r1").startedAt()).isEqualTo(Worlds.PLAN.plusSeconds(10));
    }

    @Test
    void neverCreatesAnEndedRunAgain() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));
        worlds.after(3600);
        worlds.world.forget(List.of("r1"));
        assertThat(worlds.reports()).isEmpty();

        worlds.hold(aRun("r1").on("n1", 0).lasting(60));

        assertThat(worlds.report("r1").state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(worlds.world.state().live()).isEmpty();
    }

    @Test
    void letsARunWaitWhoseDevicesAreTaken() {
        worlds.hold(aRun("r1").on("n1", 0, 1).lasting(60));
        worlds.hold(aRun("r2").on("n1", 1, 2).lasting(60));

        RunReport waiting = worlds.after(30).report("r2");
        assertThat(waiting.state()).isEqualTo(RunState.STARTING);
        assertThat(waiting.reason()).isEqualTo(RunReasons.UNSCHEDULABLE);
        assertThat(waiting.message()).isEqualTo("Device 1 of node n1 has 0 of 1000 thousandths free.");

        // r1 ends at 70, r2's workers are up 10 later
        assertThat(worlds.after(60).report("r2").startedAt()).isEqualTo(Worlds.PLAN.plusSeconds(80));
    }

    @Test
    void sharesADeviceUpToItsWhole() {
        worlds.hold(aRun("r1").milli(600).on("n1", 0));
        worlds.hold(aRun("r2").milli(400).on("n1", 0));
        worlds.hold(aRun("r3").milli(1).on("n1", 0));

        worlds.after(60);

        assertThat(worlds.report("r1").state()).isEqualTo(RunState.RUNNING);
        assertThat(worlds.report("r2").state()).isEqualTo(RunState.RUNNING);
        assertThat(worlds.report("r3").reason()).isEqualTo(RunReasons.UNSCHEDULABLE);
    }

    @Test
    void refusesWhatItCanNeverDoAndSaysWhy() {
        assertThat(problem(aRun("r1").on("n9", 0))).isEqualTo("The cluster has no node \"n9\" (worker 0).");
        assertThat(problem(aRun("r1").on("n1", 4)))
                .isEqualTo("devices of worker 0 on node n1 are [4]; allowed: 0 to 3.");
        assertThat(problem(aRun("r1").on("n1", 0, 0)))
                .isEqualTo("devices of worker 0 on node n1 are [0, 0]; allowed: each device once.");
        assertThat(problem(aRun("r1").on("n1", 0).on("n1", 0)))
                .isEqualTo("Device 0 of node n1 has 0 of 1000 thousandths free. "
                        + "Even the empty node is too small for this run.");
        assertThat(problem(aRun("r1").milli(0).on("n1", 0)))
                .isEqualTo("milliPerDevice of worker 0 on node n1 is 0; allowed: 1 to 1000.");
        assertThat(problem(aRun("r1"))).isEqualTo("workers is empty; allowed: at least one worker.");
        assertThat(problem(aRun("r1").on("n1", 0).kind(WorkKind.UNSUPPORTED))).contains("Upgrade the agent.");
        assertThat(problem(aRun("r1").on("n1", 0).with("EXAPLAN_SIMULATED_DURATION", "soon")))
                .contains("EXAPLAN_SIMULATED_DURATION is \"soon\"");
        assertThat(problem(aRun("r1").on("n1", 0).with("EXAPLAN_SIMULATED_EXIT_CODE", "256")))
                .contains("EXAPLAN_SIMULATED_EXIT_CODE is \"256\"");
        assertThat(worlds.reports()).isEmpty();
    }

    @Test
    void stopsARunWithinItsGracePeriod() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(600));
        worlds.after(60);

        worlds.stop("r1", 3);

        RunReport report = worlds.after(10).report("r1");
        assertThat(report.state()).isEqualTo(RunState.STOPPED);
        assertThat(report.reason()).isEqualTo(RunReasons.STOPPED_BY_ORDER);
        // stopping takes 5 s, the grace period allows 3
        assertThat(report.endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(63));
    }

    @Test
    void letsARunSucceedThatEndsBeforeTheStopTakesHold() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));
        worlds.after(68);

        worlds.stop("r1", 30);

        assertThat(worlds.after(10).report("r1").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void stopsAWaitingRunAtOnce() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));
        worlds.hold(aRun("r2").on("n1", 0).lasting(60));

        worlds.stop("r2", 30);

        assertThat(worlds.report("r2").state()).isEqualTo(RunState.STOPPED);
        assertThat(worlds.report("r2").startedAt()).isNull();
    }

    @Test
    void saysSoWhenItNeverHeldTheRunToStop() {
        assertThat(worlds.stop("r1", 30)).isEqualTo(new StopOutcome.NeverHeld());
    }

    @Test
    void reportsAnEndAgainWhenThePlannerStillWantsItStopped() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));
        worlds.after(3600);
        worlds.world.forget(List.of("r1"));

        assertThat(worlds.stop("r1", 30)).isEqualTo(new StopOutcome.Ending());

        assertThat(worlds.report("r1").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void growsAServiceWhenThereIsRoom() {
        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).on("n1", 0));
        worlds.hold(aRun("r2").on("n2", 0).lasting(60));
        worlds.after(20);

        worlds.hold(
                aRun("r1").kind(WorkKind.INFERENCE).generation(2).on("n1", 0).on("n2", 0));
        assertThat(worlds.report("r1").generation()).isEqualTo(1);
        assertThat(worlds.report("r1").state()).isEqualTo(RunState.RUNNING);
        assertThat(worlds.report("r1").reason()).isEqualTo(RunReasons.UNSCHEDULABLE);

        worlds.after(120);
        assertThat(worlds.report("r1").generation()).isEqualTo(2);
        assertThat(worlds.report("r1").reason()).isNull();
    }

    @Test
    void givesBackWhatAShrunkServiceNoLongerNeeds() {
        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).on("n1", 0).on("n2", 0));
        worlds.hold(aRun("r2").on("n2", 0).lasting(60));

        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).generation(2).on("n1", 0));

        assertThat(worlds.after(20).report("r2").state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void ignoresAnOlderGeneration() {
        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).generation(5).on("n1", 0));

        worlds.hold(aRun("r1").kind(WorkKind.INFERENCE).generation(4).on("n2", 0));

        assertThat(worlds.report("r1").generation()).isEqualTo(5);
    }

    @Test
    void goesOnAtItsRateWithoutThePlanner() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(3600));

        // an hour and the startup pass in 60 s and 1/6 s of wall time
        worlds.world.advance(Worlds.WALL.plusMillis(60_166));
        assertThat(worlds.report("r1").state()).isEqualTo(RunState.RUNNING);
        worlds.world.advance(Worlds.WALL.plusMillis(60_168));
        assertThat(worlds.report("r1").state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void takesANewRateOver() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(100));
        worlds.after(10);

        worlds.world.follow(new PlanClock(Worlds.PLAN.plusSeconds(10), 1), worlds.wall());

        worlds.world.advance(worlds.wall().plusSeconds(99));
        assertThat(worlds.report("r1").state()).isEqualTo(RunState.RUNNING);
        worlds.world.advance(worlds.wall().plusSeconds(101));
        assertThat(worlds.report("r1").endedAt()).isEqualTo(Worlds.PLAN.plusSeconds(110));
    }

    @Test
    void waitsForPlanTimeBeforeItHoldsAnything() {
        World fresh = World.of(Worlds.twoNodes(), Worlds.RULES);

        assertThat(fresh.hold(aRun("r1").on("n1", 0).build(), Worlds.WALL)).isInstanceOf(HoldOutcome.Postponed.class);
    }

    @Test
    void remembersWhichRunsThePlannerDidNotMention() {
        worlds.hold(aRun("r1").on("n1", 0).lasting(60));

        worlds.world.markOrphans(Set.of("r1"));

        assertThat(worlds.world.state().orphans()).containsExactly("r1");
        assertThat(worlds.after(20).report("r1").state()).isEqualTo(RunState.RUNNING);
    }

    private String problem(io.exaplan.agent.driver.Specs spec) {
        return ((HoldOutcome.Impossible) worlds.hold(spec)).problem();
    }
}
