package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.testing.PartitionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanBookTest {
    private static final long HOUR = 3600;

    @Test
    void aJobStartsAtOnceWhereThereIsRoom() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 8)).build());

        assertThat(book.insert(aJob(1).gang(1, 8).build())).isEqualTo(placed(new Placement(1, 0, 1)));
        assertThat(book.revision()).isEqualTo(1);
    }

    @Test
    void aJobWaitsForWhatRuns() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, -100, 1), 500, "n1"))
                .build());

        assertThat(book.insert(aJob(2).gang(1, 1).build())).isEqualTo(placed(new Placement(1, 500, 1)));
    }

    @Test
    void fortyFreeDevicesOnTenBrokenNodesStartNoGangOfEight() {
        var problem = aProblem().partition(aPartition("north/h800", 80));
        for (int node = 0; node < 10; node++) {
            JobFacts half = aJob(100 + node).gang(1, 4).build();
            problem.run(aRun("r" + node, half, new Placement(1, 0, 1), HOUR, "n" + node));
        }
        PlanBook book = new PlanBook(problem.build());

        assertThat(book.insert(aJob(1).gang(1, 8).build())).isEqualTo(placed(new Placement(1, HOUR, 1)));
        assertThat(book.insert(aJob(2).gang(1, 4).build())).isEqualTo(placed(new Placement(1, 0, 1)));
    }

    @Test
    void anInsertionDisturbsNobody() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .planned(aJob(1).gang(1, 8), new Placement(1, 0, 1))
                .build());

        book.insert(aJob(2).gang(1, 8).priority(9).build());

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
        assertThat(book.placementOf(2)).contains(new Placement(1, HOUR, 1));
    }

    @Test
    void aPreviewChangesNothing() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 8)).build());

        Insertion preview = book.preview(aJob(1).build());

        assertThat(preview).isEqualTo(placed(new Placement(1, 0, 1)));
        assertThat(book.placements()).isEmpty();
        assertThat(book.revision()).isZero();
    }

    @Test
    void aWaitingJobStartsWhenAPartitionComes() {
        PlanBook book = new PlanBook(aProblem().build());
        book.insert(aJob(1).build());

        BookChange change = book.partitionChanged(aPartition("north/h800", 8).build());

        assertThat(change.moves()).containsExactly(new Move(1, null, new Placement(1, 0, 1), Reason.EARLIER));
    }

    @Test
    void anEarlyEndPullsWaitingJobsForward() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), 10 * HOUR, "n1"))
                .build());
        book.insert(aJob(2).gang(1, 8).build());
        book.insert(aJob(3).gang(1, 8).build());
        book.advance(HOUR);

        BookChange change = book.runEnded("r1");

        assertThat(change.moves())
                .containsExactly(
                        new Move(2, new Placement(1, 10 * HOUR, 1), new Placement(1, HOUR, 1), Reason.EARLIER),
                        new Move(3, new Placement(1, 11 * HOUR, 1), new Placement(1, 2 * HOUR, 1), Reason.EARLIER));
    }

    @Test
    void aFrozenStartIsNotPulledForward() {
        PlanBook book = new PlanBook(aProblem()
                .frozenUntil(2 * HOUR)
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), HOUR, "n1"))
                .build());
        book.insert(aJob(2).gang(1, 8).build());

        assertThat(book.runEnded("r1").moves()).isEmpty();
        assertThat(book.placementOf(2)).contains(new Placement(1, HOUR, 1));
    }

    @Test
    void anOverrunShiftsTheQueueBehindItAndKeepsItsOrder() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), HOUR, "n1"))
                .planned(aJob(2).gang(1, 8), new Placement(1, HOUR, 1))
                .planned(aJob(3).gang(1, 8), new Placement(1, 2 * HOUR, 1))
                .build());

        BookChange change = book.runExtended("r1", HOUR + 120);

        assertThat(change.moves())
                .containsExactly(
                        new Move(2, new Placement(1, HOUR, 1), new Placement(1, HOUR + 120, 1), Reason.OVERRUN),
                        new Move(
                                3, new Placement(1, 2 * HOUR, 1), new Placement(1, 2 * HOUR + 120, 1), Reason.OVERRUN));
    }

    @Test
    void aRunPastItsEndIsExpectedAWhileLonger() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), HOUR, "n1"))
                .planned(aJob(2).gang(1, 8), new Placement(1, HOUR, 1))
                .build());

        BookChange change = book.advance(HOUR + 10);

        // a tenth of the 3,610 s it has run
        assertThat(change.moves())
                .containsExactly(
                        new Move(2, new Placement(1, HOUR, 1), new Placement(1, HOUR + 10 + 361, 1), Reason.OVERRUN));
    }

    @Test
    void aLostPartitionSendsItsJobsElsewhere() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8).id(1))
                .partition(aPartition("south/h800", 8).id(2))
                .planned(aJob(1).gang(1, 8), new Placement(1, 0, 1))
                .build());

        assertThat(book.partitionRemoved(1).moves())
                .containsExactly(new Move(1, new Placement(1, 0, 1), new Placement(2, 0, 1), Reason.CAPACITY_LOST));
    }

    @Test
    void lostNodesTakeTheStartsOfTheLeastUrgent() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .planned(aJob(1).gang(1, 8).priority(0), new Placement(1, 0, 1))
                .planned(aJob(2).gang(1, 8).priority(5), new Placement(1, 0, 1))
                .build());

        BookChange change = book.partitionChanged(aPartition("north/h800", 8).build());

        assertThat(change.moves())
                .containsExactly(new Move(1, new Placement(1, 0, 1), new Placement(1, HOUR, 1), Reason.CAPACITY_LOST));
    }

    @Test
    void othersWhoStayLongerMoveTheStartsThatWaitForThem() {
        PlanBook book = new PlanBook(aProblem()
                .partition(freeFrom(HOUR))
                .planned(aJob(1).gang(1, 8), new Placement(1, HOUR, 1))
                .build());
        book.advance(HOUR);

        BookChange change = book.partitionHeldLonger(freeFrom(HOUR + 60).build());

        assertThat(change.moves())
                .containsExactly(
                        new Move(1, new Placement(1, HOUR, 1), new Placement(1, HOUR + 60, 1), Reason.OVERRUN));
    }

    private static PartitionBuilder freeFrom(long second) {
        return aPartition("north/h800", 8)
                .milliDevices(Profile.step(second, Seconds.FOREVER, 8000))
                .wholeNodes(Profile.step(second, Seconds.FOREVER, 1));
    }

    @Test
    void aDrainedPartitionKeepsItsRunsAndLosesItsStarts() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), HOUR, "n1"))
                .planned(aJob(2).gang(1, 8), new Placement(1, 0, 1))
                .build());

        BookChange change = book.partitionChanged(
                aPartition("north/h800", 16).notAccepting().build());

        assertThat(change.moves()).containsExactly(new Move(2, new Placement(1, 0, 1), null, Reason.CAPACITY_LOST));
        assertThat(book.snapshot().runs()).hasSize(1);
        assertThat(book.blockersOf(2)).extracting(Blocker::condition).containsExactly(Condition.CAPACITY_STALE);
    }

    @Test
    void aCutKeepsSuchGangsAwayUntilItEnds() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 32))
                .planned(aJob(1).gang(2, 8), new Placement(1, 0, 2))
                .planned(aJob(2).gang(1, 8), new Placement(1, 0, 1))
                .build());

        BookChange change = book.cutAdded(new Cut(1, new WorkerShape(8000, 0, 0), 2, 600));

        assertThat(change.moves())
                .containsExactly(new Move(1, new Placement(1, 0, 2), new Placement(1, 600, 2), Reason.CUT));
        assertThat(book.insert(aJob(3).gang(2, 8).build())).isEqualTo(placed(new Placement(1, HOUR, 2)));
    }

    @Test
    void aCutThatEndsLetsJobsInAgain() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .cut(new Cut(1, new WorkerShape(1000, 0, 0), 1, 10 * HOUR))
                .planned(aJob(1).gang(1, 8), new Placement(1, 10 * HOUR, 1))
                .build());

        assertThat(book.advance(9 * HOUR).moves()).isEmpty();
        assertThat(book.snapshot().cuts()).hasSize(1);
        book.advance(10 * HOUR);
        assertThat(book.snapshot().cuts()).isEmpty();
    }

    @Test
    void aCutThatIsLiftedLetsJobsInAtOnce() {
        WorkerShape anything = new WorkerShape(1, 0, 0);
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 16))
                .cut(new Cut(1, anything, 1, 10 * HOUR))
                .cut(new Cut(1, new WorkerShape(1000, 0, 0), 9, 10 * HOUR))
                .planned(aJob(1).gang(1, 8), new Placement(1, 10 * HOUR, 1))
                .build());

        BookChange change = book.cutLifted(1, anything, 1);

        assertThat(change.moves())
                .containsExactly(new Move(1, new Placement(1, 10 * HOUR, 1), new Placement(1, 0, 1), Reason.EARLIER));
        assertThat(book.snapshot().cuts()).hasSize(1);
    }

    @Test
    void aStartThatPassedWithoutALeaseMovesOnWithTheQueueBehindIt() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .planned(aJob(1).gang(1, 8), new Placement(1, 0, 1))
                .planned(aJob(2).gang(1, 8), new Placement(1, HOUR, 1))
                .build());

        BookChange change = book.advance(5);

        assertThat(change.moves())
                .containsExactly(
                        new Move(1, new Placement(1, 0, 1), new Placement(1, 5, 1), Reason.DELAYED),
                        new Move(2, new Placement(1, HOUR, 1), new Placement(1, HOUR + 5, 1), Reason.DELAYED));
    }

    @Test
    void whatIsDueComesMostUrgentFirst() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 64)).build());
        book.insert(aJob(1).build());
        book.insert(aJob(2).priority(3).build());
        book.insert(aJob(3).notBefore(100).build());

        assertThat(book.due(0)).extracting(due -> due.job().id()).containsExactly(2L, 1L);
        assertThat(book.due(100)).hasSize(3);
    }

    @Test
    void aLeasedJobWaitsNoMoreAndHoldsWhatItHolds() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 8)).build());
        JobFacts job = aJob(1).gang(1, 8).build();
        book.insert(job);

        BookChange change = book.runStarted(aRun("r1", job, new Placement(1, 0, 1), HOUR, "n1"));

        assertThat(change.moves()).isEmpty();
        assertThat(book.due(0)).isEmpty();
        assertThat(book.room(1).orElseThrow().milliDevices())
                .isEqualTo(Profile.constant(8000).plus(0, HOUR, -8000));
    }

    @Test
    void aWithdrawnJobGivesItsPlaceToTheNext() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .planned(aJob(1).gang(1, 8), new Placement(1, 0, 1))
                .planned(aJob(2).gang(1, 8), new Placement(1, HOUR, 1))
                .build());

        assertThat(book.withdraw(1).moves())
                .containsExactly(new Move(2, new Placement(1, HOUR, 1), new Placement(1, 0, 1), Reason.EARLIER));
    }

    @Test
    void aSnapshotWithConflictsIsOpenedWithoutThem() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8))
                .planned(aJob(1).gang(1, 8), new Placement(1, 0, 1))
                .planned(aJob(2).gang(1, 8), new Placement(1, 10, 1))
                .planned(aJob(3).gang(1, 8), new Placement(7, 10, 1))
                .build());

        assertThat(book.placements().values())
                .extracting(Placement::startSecond)
                .containsExactlyInAnyOrder(0L, HOUR, 2 * HOUR);
    }

    private static Placed placed(Placement placement) {
        return new Placed(placement, List.of(), List.of());
    }
}
