package io.exaplan.engine.checker;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.testing.JobBuilder;
import io.exaplan.engine.testing.PartitionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanCheckerTest {
    private static final Placement AT_ONCE = new Placement(1, 0, 1);

    @Test
    void aPlanWithRoomForAllIsClean() {
        PlanningProblem problem = problem(aPartition("north/h800", 16), aJob(1).gang(1, 8), aJob(2).gang(1, 8));

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE, 2L, AT_ONCE))).isEmpty();
    }

    @Test
    void tooManyDevicesAtOnce() {
        PlanningProblem problem = problem(aPartition("north/h800", 8), aJob(1).gang(1, 5), aJob(2).gang(1, 4));

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE, 2L, AT_ONCE)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.DEVICE_CAPACITY);
                    assertThat(violation.jobs()).containsExactlyInAnyOrder(1L, 2L);
                    assertThat(violation.inherited()).isFalse();
                    assertThat(violation.detail()).contains("north/h800", "has 8000", "planned are 9000");
                });
    }

    @Test
    void aTenantBeyondItsQuota() {
        PlanningProblem problem = aProblem()
                .tenant(1, "", 4, 100, 0)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .job(aJob(1).tenant(1).gang(1, 8))
                .job(aJob(2).tenant(1).gang(1, 8))
                .build();

        // 8 x 500 TFLOPS are the 4 PFLOPS it owns; both at once are twice as much
        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE))).isEmpty();
        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE, 2L, AT_ONCE)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.QUOTA);
                    assertThat(violation.jobs()).containsExactlyInAnyOrder(1L, 2L);
                    assertThat(violation.detail()).contains("4.0 PFLOPS beyond its quota");
                });
    }

    @Test
    void aJobThatMayNotReadItsDataThere() {
        PlanningProblem problem = aProblem()
                .dataset(new DatasetFacts("scans", false, Set.of(2), Set.of("south"), Set.of(), 10))
                .partition(aPartition("north/h800", 16))
                .job(aJob(1).tenant(1).reads("scans"))
                .job(aJob(2).tenant(2).reads("scans"))
                .job(aJob(3).onClusters("south"))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE, 2L, AT_ONCE, 3L, AT_ONCE)))
                .extracting(Violation::detail)
                .containsExactly(
                        "job (job-1) on partition (north/h800): dataset (scans) is not for tenant 1",
                        "job (job-2) on partition (north/h800): dataset (scans) may not be read on cluster north",
                        "job (job-3) on partition (north/h800): it may not run on cluster north");
    }

    @Test
    void aTenantBeyondItsBudget() {
        // 8 x 500 TFLOPS for an hour are 0.1667 PFLOPS-days; half an hour lies within the window
        PlanningProblem problem = aProblem()
                .budget("march", 1, 0.2, 0.1, 0, 5_400)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .job(aJob(1).tenant(1).gang(1, 8).seconds(3_600))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(1L, new Placement(1, 3_600, 1))))
                .isEmpty();
        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE)))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.BUDGET);
                    assertThat(violation.jobs()).containsExactly(1L);
                    assertThat(violation.inherited()).isFalse();
                    assertThat(violation.detail()).contains("0.200000", "0.100000", "0.166667");
                });
    }

    @Test
    void whatIsReservedIsForItsTenantOnly() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 16))
                .reserved("r1", 1, 2, 1, 600, 7_200)
                .job(aJob(1).tenant(1).gang(2, 8))
                .job(aJob(2).tenant(2).gang(2, 8))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(2L, new Placement(1, 0, 2))))
                .isEmpty();
        assertThat(PlanChecker.check(problem, Map.of(1L, new Placement(1, 7_200, 2))))
                .isEmpty();
        assertThat(PlanChecker.check(problem, Map.of(1L, new Placement(1, 0, 2))))
                .hasSize(2)
                .allSatisfy(violation -> {
                    assertThat(violation.rule()).isEqualTo(Rule.RESERVATION);
                    assertThat(violation.jobs()).containsExactly(1L);
                    assertThat(violation.inherited()).isFalse();
                });
    }

    @Test
    void nothingStandsOnWhatIsClosed() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 16))
                .maintenance("m1", 1, 2, 600, 7_200)
                .job(aJob(1).gang(1, 4))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.rule()).isEqualTo(Rule.DEVICE_CAPACITY));
        assertThat(PlanChecker.check(problem, Map.of(1L, new Placement(1, 7_200, 1))))
                .isEmpty();
    }

    @Test
    void aRunInsideAReservationIsReportedAndHoldsNoPlanBack() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 16))
                .reserved("r1", 1, 2, 2, 600, 7_200)
                .run(aRun("run", aJob(9).tenant(1).gang(1, 8).build(), AT_ONCE, 3_600, "n1"))
                .job(aJob(1).tenant(2).gang(1, 8))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE)))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.inherited()).isTrue());
    }

    @Test
    void aRunThatOverrunsIntoAReservationIsToldApartFromOneThatWasToBeThere() {
        PlanningProblem problem = aProblem()
                .now(700)
                .partition(aPartition("north/h800", 16))
                .reserved("r1", 1, 2, 2, 600, 7_200)
                .run(aRun("late", aJob(9).tenant(1).gang(1, 8).seconds(500).build(), AT_ONCE, 800, "n1"))
                .build();
        PlanningProblem inTime = aProblem()
                .now(700)
                .partition(aPartition("north/h800", 16))
                .reserved("r1", 1, 2, 2, 600, 7_200)
                .run(aRun("known", aJob(9).tenant(1).gang(1, 8).seconds(800).build(), AT_ONCE, 800, "n1"))
                .build();

        assertThat(PlanChecker.check(problem, Map.of()))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.overrun()).isTrue());
        assertThat(PlanChecker.check(inTime, Map.of()))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.overrun()).isFalse());
    }

    @Test
    void aRunThatStartedLateAndStandsInAReservationOverruns() {
        PlanningProblem problem = aProblem()
                .now(500)
                .partition(aPartition("north/h800", 16))
                .reserved("r1", 1, 2, 2, 600, 7_200)
                .run(aRun(
                        "late", aJob(9).tenant(1).gang(1, 8).seconds(400).build(), new Placement(1, 300, 1), 700, "n1"))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(), Map.of("late", 100L)))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.overrun()).isTrue());
        assertThat(PlanChecker.check(problem, Map.of(), Map.of("late", 300L)))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.overrun()).isFalse());
    }

    @Test
    void whatIsBrokenEvenWithoutTheOverrunIsNoOverrun() {
        PlanningProblem problem = aProblem()
                .now(700)
                .tenant(1, "health", 2, 0, 0)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .run(aRun("late", aJob(8).tenant(1).gang(1, 4).seconds(500).build(), AT_ONCE, 800, "n1"))
                .run(aRun("too-much", aJob(9).tenant(1).gang(1, 8).seconds(900).build(), AT_ONCE, 900, "n2"))
                .build();

        assertThat(PlanChecker.check(problem, Map.of())).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.QUOTA);
            assertThat(violation.overrun()).isFalse();
        });
    }

    @Test
    void whatRunsUseBeyondTheirQuotaIsNotThePlansFault() {
        PlanningProblem problem = aProblem()
                .tenant(1, "health", 2, 0, 0)
                .tenant(2, "health", 2, 0, 0)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .run(aRun("r1", aJob(9).tenant(1).gang(1, 8).build(), AT_ONCE, 500, "n1"))
                .job(aJob(1).tenant(2).gang(1, 4))
                .build();

        assertThat(PlanChecker.check(problem, Map.of(1L, AT_ONCE)))
                .singleElement()
                .satisfies(violation -> assertThat(violation.inherited()).isTrue());
    }

    @Test
    void theLastSecondOfOneIsNotTheFirstOfTheNext() {
        PlanningProblem problem =
                problem(aPartition("north/h800", 8), aJob(1).gang(1, 8).seconds(100), aJob(2).gang(1, 8));

        assertThat(rules(problem, Map.of(1L, AT_ONCE, 2L, new Placement(1, 100, 1))))
                .isEmpty();
        assertThat(rules(problem, Map.of(1L, AT_ONCE, 2L, new Placement(1, 99, 1))))
                .containsExactly(Rule.DEVICE_CAPACITY, Rule.WHOLE_NODES);
    }

    @Test
    void aGangNeedsNodesThatNoRunStandsOn() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 16))
                .run(aRun("r1", aJob(8).build(), AT_ONCE, 500, "n1"))
                .run(aRun("r2", aJob(9).build(), AT_ONCE, 700, "n1", "n2"))
                .job(aJob(1).gang(1, 8))
                .build();

        assertThat(rules(problem, Map.of(1L, AT_ONCE))).containsExactly(Rule.WHOLE_NODES);
        assertThat(rules(problem, Map.of(1L, new Placement(1, 699, 1)))).containsExactly(Rule.WHOLE_NODES);
        assertThat(rules(problem, Map.of(1L, new Placement(1, 700, 1)))).isEmpty();
    }

    @Test
    void anImpairedNodeIsNotTakenAwayTwice() {
        PartitionBuilder partition = aPartition("north/h800", 16).wholeNodes(Profile.constant(1));
        PlanningProblem problem = aProblem()
                .partition(partition.impairedNodes("n1"))
                .run(aRun("r1", aJob(8).build(), AT_ONCE, 500, "n1"))
                .job(aJob(1).gang(1, 8))
                .build();

        assertThat(rules(problem, Map.of(1L, AT_ONCE))).isEmpty();
    }

    @Test
    void runsThatTakeTooMuchBlameNoPlan() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(8).gang(1, 8).build(), AT_ONCE, 500, "n1"))
                .run(aRun("r2", aJob(9).gang(1, 8).build(), AT_ONCE, 500, "n1"))
                .job(aJob(1))
                .build();
        Map<Long, Placement> afterwards = Map.of(1L, new Placement(1, 500, 1));

        assertThat(PlanChecker.check(problem, afterwards))
                .singleElement()
                .satisfies(violation -> assertThat(violation.inherited()).isTrue());
        assertThat(PlanChecker.checkPlan(problem, afterwards)).isEmpty();
        assertThat(PlanChecker.checkPlan(problem, Map.of(1L, AT_ONCE))).hasSize(1);
    }

    @Test
    void aServiceLeavesItsNightToTraining() {
        long midnight = Instant.parse("2025-06-30T16:00:00Z").getEpochSecond();
        List<Integer> replicas = new ArrayList<>(Collections.nCopies(8, 1));
        replicas.addAll(Collections.nCopies(16, 8));
        PlanningProblem problem = aProblem()
                .now(midnight)
                .horizon(midnight + 48 * 3600)
                .partition(aPartition("north/h800", 8))
                .run(aRun(
                        "r1",
                        aJob(9).serving(Long.MAX_VALUE, replicas).build(),
                        new Placement(1, midnight - 1000, 1),
                        Long.MAX_VALUE))
                .job(aJob(1).gang(1, 7).seconds(8 * 3600))
                .build();

        assertThat(rules(problem, Map.of(1L, new Placement(1, midnight, 1)))).isEmpty();
        assertThat(rules(problem, Map.of(1L, new Placement(1, midnight + 1, 1))))
                .containsExactly(Rule.DEVICE_CAPACITY);
    }

    @Test
    void everyRuleOfAJobIsToldApart() {
        JobBuilder job = aJob(1).gang(2, 8)
                .within(Domain.HOST)
                .stacks("CANN")
                .seconds(100)
                .notBefore(50)
                .hardDeadline(120);
        PlanningProblem problem = aProblem()
                .now(40)
                .partition(aPartition("north/h800", 64))
                .cut(new Cut(1, new WorkerShape(8000, 0, 0), 2, 60))
                .job(job)
                .build();

        assertThat(rules(problem, Map.of(1L, new Placement(1, 30, 2))))
                .containsExactly(
                        Rule.ELIGIBILITY, Rule.START_IN_THE_PAST, Rule.EARLIEST_START, Rule.HARD_DEADLINE, Rule.CUT);
        assertThat(rules(problem, Map.of(1L, new Placement(1, 60, 3)))).contains(Rule.WIDTH);
        assertThat(rules(problem, Map.of(1L, new Placement(1, problem.horizonSecond() + 1, 2))))
                .contains(Rule.HORIZON);
    }

    @Test
    void strangersAreFound() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).build(), AT_ONCE, 500))
                .job(aJob(1))
                .build();

        assertThat(rules(problem, Map.of(7L, AT_ONCE))).containsExactly(Rule.UNKNOWN_JOB);
        assertThat(rules(problem, Map.of(1L, new Placement(9, 0, 1)))).containsExactly(Rule.UNKNOWN_PARTITION);
        assertThat(rules(problem, Map.of(1L, AT_ONCE))).containsExactly(Rule.RUNS_ALREADY);
    }

    private static PlanningProblem problem(PartitionBuilder partition, JobBuilder... jobs) {
        var problem = aProblem().partition(partition);
        for (JobBuilder job : jobs) {
            problem.job(job);
        }
        return problem.build();
    }

    private static List<Rule> rules(PlanningProblem problem, Map<Long, Placement> placements) {
        return PlanChecker.check(problem, placements).stream()
                .map(Violation::rule)
                .toList();
    }
}
