package io.exaplan.engine.solver;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.LargestGangs;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.Pools;
import io.exaplan.engine.model.QuotaUse;
import io.exaplan.engine.model.Quotas;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.StartRules;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.testing.JobBuilder;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.optaplanner.test.api.score.stream.ConstraintVerifier;

class CityPlanConstraintsTest {
    private static final long HORIZON = 100_000;
    private static final PartitionFacts NORTH =
            aPartition("north/h800", 8).peakTflops(990).build();
    private static final CityHours HOURS = new CityHours(ZoneId.of("Asia/Shanghai"), 0, HORIZON);

    /** 1 for an unplaced job, 10 a second of waiting, 20 of lateness, 1 of a moved start. */
    private static final PlanningSettings SETTINGS = PlanningSettings.defaults();

    private final ConstraintVerifier<CityPlanConstraints, CityPlan> verifier = ConstraintVerifier.build(
            new CityPlanConstraints(), CityPlan.class, JobPlan.class, PartitionUse.class, QuotaLedger.class);

    @Test
    void twoJobsOfEightDevicesDoNotFitEightAtOnce() {
        JobPlan one = at(0, aJob(1).gang(1, 8).seconds(100));
        JobPlan two = at(60, aJob(2).gang(1, 8).seconds(100));

        // 40 s together, 8,000 milli-devices too many
        verifier.verifyThat(CityPlanConstraints::deviceCapacity)
                .given(use(one, two))
                .penalizesBy(40 * 8_000);
    }

    @Test
    void aTenantBeyondItsQuotaIsPenalisedByWhatItUsesTooMuch() {
        // 1 PFLOPS of quota, 8 devices of 990 TFLOPS for 100 s: 6,920 TFLOPS too much
        QuotaLedger ledger = ledger(1, at(0, aJob(1).gang(1, 8).seconds(100)));

        verifier.verifyThat(CityPlanConstraints::quota).given(ledger).penalizesBy(6_920 * 100);
    }

    @Test
    void aTenantWithinItsQuotaIsNotPenalised() {
        QuotaLedger ledger = ledger(7.92, at(0, aJob(1).gang(1, 8).seconds(100)));

        verifier.verifyThat(CityPlanConstraints::quota).given(ledger).penalizesBy(0);
    }

    @Test
    void aTenantBeyondItsBudgetIsPenalisedByTheWorkItDoesTooMuch() {
        // 8 devices of 990 TFLOPS for 100 s are 792 PFLOPS-seconds, the budget pays for 432 of them
        TimeWindow window = new TimeWindow(0, 5_000);
        QuotaLedger ledger = budget(
                new BudgetFacts("b", 1, window, 0.006, 0.001),
                at(0, aJob(1).gang(1, 8).seconds(100)));

        // all but a rounding of a millionth of a PFLOPS-day, 0.0864 PFLOPS-seconds
        verifier.verifyThat(CityPlanConstraints::budgets).given(ledger).penalizesBy(360_000 - 86);
    }

    @Test
    void aTenantWithinItsBudgetIsNotPenalised() {
        // only the 40 s within the window count: 316.8 PFLOPS-seconds of 345.6
        TimeWindow window = new TimeWindow(60, 5_000);
        QuotaLedger ledger = budget(
                new BudgetFacts("b", 1, window, 0.004, 0),
                at(0, aJob(1).gang(1, 8).seconds(100)));

        verifier.verifyThat(CityPlanConstraints::budgets).given(ledger).penalizesBy(0);
    }

    @Test
    void aTargetCostsTheSquareOfWhatIsMissing() {
        // 0.02 PFLOPS-days in 10,000 s are wanted; 8 devices of 990 TFLOPS for 100 s are 0.009167 of them
        TargetFacts target = new TargetFacts("t", 1, "", new TimeWindow(0, 10_000), 0.1728, 0);
        QuotaUse none = QuotaUse.none(
                Quotas.of(List.of(), List.of(), List.of(target), 0).of(1).orElseThrow());
        QuotaLedger missed = new QuotaLedger(none, SETTINGS.facts(), 0, HORIZON);
        QuotaLedger half = new QuotaLedger(none, SETTINGS.facts(), 0, HORIZON);
        half.use(none.plus(footprint(aJob(1).gang(1, 8).seconds(100), 0)));

        // 1,000 x 1,000 x 0.02, of which (1 - 0.4583) squared is left
        verifier.verifyThat(CityPlanConstraints::targets).given(missed).penalizesBy(20_000);
        verifier.verifyThat(CityPlanConstraints::targets).given(half).penalizesBy(5_868);
    }

    @Test
    void anAttainedTargetCostsNothing() {
        TargetFacts target = new TargetFacts("t", null, "health", new TimeWindow(0, 10_000), 0.1, 0.02);
        TenantFacts tenant = new TenantFacts(1, "a tenant", "health", 1e9, 0, 0, 1);
        QuotaUse none = QuotaUse.none(
                Quotas.of(List.of(tenant), List.of(), List.of(target), 0).of(1).orElseThrow());

        verifier.verifyThat(CityPlanConstraints::targets)
                .given(new QuotaLedger(none, SETTINGS.facts(), 0, HORIZON))
                .penalizesBy(0);
    }

    @Test
    void bringingDataCostsByItsSize() {
        StartRules rules = new StartRules(
                0,
                HORIZON,
                Datasets.of(List.of(
                        new DatasetFacts("here", true, Set.of(), Set.of(), Set.of("north"), 500),
                        new DatasetFacts("away", true, Set.of(), Set.of(), Set.of("south"), 20))));
        JobPlan job = new JobPlan(new JobTerms(
                aJob(1).reads("here", "away").build(), SETTINGS, rules, new EligiblePartitions(List.of()), null, 1));
        job.place(new Placement(1, 0, 1));

        // 100 x 20 GiB
        verifier.verifyThat(CityPlanConstraints::transfer).given(NORTH, job).penalizesBy(2_000);
        verifier.verifyThat(CityPlanConstraints::transfer)
                .given(NORTH, at(0, aJob(2)))
                .penalizesBy(0);
    }

    @Test
    void aJobStandsOnlyWhereItMayReadItsData() {
        verifier.verifyThat(CityPlanConstraints::eligibility)
                .given(NORTH, at(0, aJob(1).reads("nobody-knows")), at(0, aJob(2).onClusters("south")))
                .penalizesBy(2);
    }

    @Test
    void whatIsKeptForATenantIsForNobodyElse() {
        // all 8 devices, one node, are kept for tenant 2 up to second 40
        Pools pools = Pools.of(NORTH, List.of(new ReservationFacts("r", 1, 2, 0, 1, List.of(new TimeWindow(0, 40)))));
        Room room = Room.empty(NORTH, pools);

        // 8,000 milli-devices for 40 s, and as much again for the node they fill
        verifier.verifyThat(CityPlanConstraints::reservations)
                .given(use(room, at(0, aJob(1).gang(1, 8).seconds(100))))
                .penalizesBy(2 * 40 * 8_000);
        verifier.verifyThat(CityPlanConstraints::reservations)
                .given(use(room, at(0, aJob(1).tenant(2).gang(1, 8).seconds(100))))
                .penalizesBy(0);
        verifier.verifyThat(CityPlanConstraints::reservations)
                .given(use(room, at(40, aJob(1).gang(1, 8).seconds(100))))
                .penalizesBy(0);
    }

    @Test
    void whatIsClosedForMaintenanceIsNotThere() {
        Pools pools =
                Pools.of(NORTH, List.of(new ReservationFacts("m", 1, null, 3_000, 0, List.of(new TimeWindow(0, 40)))));

        // 8 devices on the 5 that are left, for 40 s
        verifier.verifyThat(CityPlanConstraints::deviceCapacity)
                .given(use(Room.empty(NORTH, pools), at(0, aJob(1).gang(1, 8).seconds(100))))
                .penalizesBy(40 * 3_000);
    }

    @Test
    void twoJobsOneAfterTheOtherFit() {
        JobPlan one = at(0, aJob(1).gang(1, 8).seconds(100));
        JobPlan two = at(100, aJob(2).gang(1, 8).seconds(100));

        verifier.verifyThat(CityPlanConstraints::deviceCapacity)
                .given(use(one, two))
                .penalizesBy(0);
        verifier.verifyThat(CityPlanConstraints::wholeNodes)
                .given(use(one, two))
                .penalizesBy(0);
    }

    @Test
    void whatRunsTakeTooMuchIsNotThePlansFault() {
        Room overcommitted =
                Room.empty(NORTH).minus(footprint(aJob(9).gang(1, 8).seconds(500), 0));
        Room twice = overcommitted.minus(footprint(aJob(8).gang(1, 8).seconds(500), 0));

        verifier.verifyThat(CityPlanConstraints::deviceCapacity)
                .given(new PartitionUse(twice, SETTINGS.efficiency(), 0, HORIZON))
                .penalizesBy(0);
    }

    @Test
    void aGangNeedsAWholeNodeAndNotOnlyItsDevices() {
        Room broken = new Room(NORTH, NORTH.milliDevices(), NORTH.wholeNodes().plus(0, HORIZON, -1), List.of());
        JobPlan gang = at(0, aJob(1).gang(1, 8).seconds(100));

        // one node for 100 s
        verifier.verifyThat(CityPlanConstraints::wholeNodes)
                .given(use(broken, gang))
                .penalizesBy(100);
        verifier.verifyThat(CityPlanConstraints::deviceCapacity)
                .given(use(broken, gang))
                .penalizesBy(0);
    }

    @Test
    void aJobStandsOnlyWhereItIsEligible() {
        verifier.verifyThat(CityPlanConstraints::eligibility)
                .given(NORTH, at(0, aJob(1).stacks("CANN")))
                .penalizesBy(1);
        verifier.verifyThat(CityPlanConstraints::eligibility)
                .given(NORTH, at(0, aJob(1).stacks("CUDA")))
                .penalizesBy(0);
    }

    @Test
    void aGangIsWhole() {
        verifier.verifyThat(CityPlanConstraints::wholeGang)
                .given(at(new Placement(1, 0, 3), aJob(1).gang(4, 1)))
                .penalizesBy(1);
        verifier.verifyThat(CityPlanConstraints::wholeGang)
                .given(at(new Placement(1, 0, 4), aJob(1).gang(4, 1)))
                .penalizesBy(0);
    }

    @Test
    void aJobStartsNeitherBeforeItMayNorAfterTheHorizon() {
        verifier.verifyThat(CityPlanConstraints::allowedStart)
                .given(at(99, aJob(1).notBefore(100)), at(HORIZON + 1, aJob(2)), at(-1, aJob(3)))
                .penalizesBy(3);
        verifier.verifyThat(CityPlanConstraints::allowedStart)
                .given(at(100, aJob(1).notBefore(100)), at(HORIZON, aJob(2)), at(0, aJob(3)))
                .penalizesBy(0);
    }

    @Test
    void noGangStartsUnderACut() {
        Cut cut = new Cut(1, new WorkerShape(8_000, 0, 0), 2, 500);

        verifier.verifyThat(CityPlanConstraints::cuts)
                .given(cut, at(new Placement(1, 499, 2), aJob(1).gang(2, 8)))
                .penalizesBy(1);
        verifier.verifyThat(CityPlanConstraints::cuts)
                .given(
                        cut,
                        at(new Placement(1, 500, 2), aJob(1).gang(2, 8)),
                        at(new Placement(1, 0, 1), aJob(2).gang(1, 8)),
                        at(new Placement(1, 0, 2), aJob(3).gang(2, 4)),
                        at(new Placement(2, 0, 2), aJob(4).gang(2, 8)))
                .penalizesBy(0);
    }

    @Test
    void aHardDeadlineCostsEverySecondAfterIt() {
        verifier.verifyThat(CityPlanConstraints::hardDeadline)
                .given(NORTH, at(50, aJob(1).seconds(100).hardDeadline(120)))
                .penalizesBy(30);
        verifier.verifyThat(CityPlanConstraints::hardDeadline)
                .given(NORTH, at(20, aJob(1).seconds(100).hardDeadline(120)))
                .penalizesBy(0);
    }

    @Test
    void aJobWithoutAStartCostsItsValueByPriority() {
        // 1,000 x value 2 x (1 + priority 3)
        verifier.verifyThat(CityPlanConstraints::unplaced)
                .given(at((Placement) null, aJob(1).value(2).priority(3)))
                .penalizesBy(8_000);
        verifier.verifyThat(CityPlanConstraints::unplaced).given(at(0, aJob(1))).penalizesBy(0);
    }

    @Test
    void waitingCostsEveryDeviceAndSecond() {
        // 10 x 8 devices x 60 s
        verifier.verifyThat(CityPlanConstraints::waiting)
                .given(at(100, aJob(1).gang(1, 8).submitted(40)))
                .penalizesBy(4_800);
        verifier.verifyThat(CityPlanConstraints::waiting)
                .given(at(100, aJob(1).gang(1, 8).notBefore(100)))
                .penalizesBy(0);
    }

    @Test
    void aSoftDeadlineCostsEveryDeviceAndSecond() {
        // 20 x 8 devices x 30 s
        verifier.verifyThat(CityPlanConstraints::softDeadline)
                .given(NORTH, at(50, aJob(1).gang(1, 8).seconds(100).softDeadline(120)))
                .penalizesBy(4_800);
        verifier.verifyThat(CityPlanConstraints::softDeadline)
                .given(NORTH, at(20, aJob(1).gang(1, 8).seconds(100).softDeadline(120)))
                .penalizesBy(0);
    }

    @Test
    void aPlanThatMakesTheLargestGangSmallerCostsWhatIsMissing() {
        PartitionFacts large = aPartition("north/h800", 32).id(1).build();
        PartitionFacts small = aPartition("south/h800", 16).id(2).build();
        JobPlan job = at(new Placement(1, 0, 2), aJob(1).gang(2, 8).seconds(7_200));

        // 16 of 32 devices for two hours of the day, 3,600 an hour
        verifier.verifyThat(CityPlanConstraints::fragmentation)
                .given(use(Room.empty(large), job), use(Room.empty(small)))
                .penalizesBy(2 * 16 * 3_600);
        // on the smaller partition it breaks no largest gang
        verifier.verifyThat(CityPlanConstraints::fragmentation)
                .given(use(Room.empty(large)), use(Room.empty(small), job))
                .penalizesBy(0);
    }

    @Test
    void aDeviceOfEachNodeBreaksTheGangsOfAllItsNodes() {
        PartitionFacts large = aPartition("north/h800", 32).id(1).build();
        Room shared = new Room(large, Profile.constant(28_000), Profile.constant(0), List.of());

        assertThat(LargestGangs.startable(shared, 0)).isZero();
        assertThat(LargestGangs.startable(Room.empty(large), 0)).isEqualTo(32_000L * 86_400);
    }

    @Test
    void energyCostsByThePowerOfTheDevicesAndTheTimeTheyAreHeld() {
        PartitionFacts hot = aPartition("north/h800", 8).watts(700).build();

        // 8 devices of 700 W for half an hour are 2.8 kWh, 1,000 each; unknown power costs nothing
        verifier.verifyThat(CityPlanConstraints::energy)
                .given(hot, at(0, aJob(1).gang(1, 8).seconds(1_800)))
                .penalizesBy(2_800);
        verifier.verifyThat(CityPlanConstraints::energy)
                .given(NORTH, at(0, aJob(1).gang(1, 8).seconds(1_800)))
                .penalizesBy(0);
    }

    @Test
    void aPromiseCostsWhenItIsBrokenAndNotWhenItIsBettered() {
        Placement promised = new Placement(1, 100, 1);

        // 1 x 1 device x 60 s; a day where there is no start any more
        verifier.verifyThat(CityPlanConstraints::churn)
                .given(promised(promised, new Placement(1, 160, 1)))
                .penalizesBy(60);
        verifier.verifyThat(CityPlanConstraints::churn)
                .given(promised(promised, null))
                .penalizesBy(86_400);
        verifier.verifyThat(CityPlanConstraints::churn)
                .given(promised(promised, new Placement(1, 40, 1)), promised(promised, promised), at(500, aJob(3)))
                .penalizesBy(0);
    }

    private static JobPlan at(long second, JobBuilder job) {
        return at(new Placement(1, second, 1), job);
    }

    private static JobPlan at(@Nullable Placement placement, JobBuilder job) {
        return jobPlan(job, null, placement);
    }

    private static JobPlan promised(Placement promised, @Nullable Placement now) {
        return jobPlan(aJob(now == null ? 1 : now.startSecond()), promised, now);
    }

    private static JobPlan jobPlan(JobBuilder job, @Nullable Placement promised, @Nullable Placement now) {
        JobPlan plan = new JobPlan(new JobTerms(
                job.build(), SETTINGS, new StartRules(0, HORIZON), new EligiblePartitions(List.of()), promised, 1));
        plan.place(now);
        return plan;
    }

    private static PartitionUse use(JobPlan... jobs) {
        return use(Room.empty(NORTH), jobs);
    }

    private static PartitionUse use(Room base, JobPlan... jobs) {
        PartitionUse use = new PartitionUse(base, SETTINGS.efficiency(), 0, HORIZON);
        for (JobPlan job : jobs) {
            use.load(use.load().with(job, Footprint.of(job.job(), job.start(), NORTH, HOURS)));
        }
        return use;
    }

    private static Footprint footprint(JobBuilder job, long start) {
        return Footprint.of(job.build(), new Placement(1, start, 1), NORTH, HOURS);
    }

    private static QuotaLedger budget(BudgetFacts budget, JobPlan job) {
        QuotaUse none = QuotaUse.none(
                Quotas.of(List.of(), List.of(budget), List.of(), 0).of(1).orElseThrow());
        QuotaLedger ledger = new QuotaLedger(none, SETTINGS.facts(), 0, HORIZON);
        ledger.use(none.plus(Footprint.of(job.job(), job.start(), NORTH, HOURS)));
        return ledger;
    }

    private static QuotaLedger ledger(double pflops, JobPlan job) {
        TenantFacts tenant = new TenantFacts(1, "a tenant", "", pflops, Double.POSITIVE_INFINITY, 0, 1);
        QuotaUse none = QuotaUse.none(Quotas.of(List.of(tenant)).of(1).orElseThrow());
        QuotaLedger ledger = new QuotaLedger(none, SETTINGS.facts(), 0, HORIZON);
        ledger.use(none.plus(Footprint.of(job.job(), job.start(), NORTH, HOURS)));
        return ledger;
    }
}
