package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.checker.Violation;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.testing.JobBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaTest {
    /** 16 devices of 500 TFLOPS; the tenant owns 4 PFLOPS, that is 8 of them. */
    private final PlanBook book = new PlanBook(aProblem()
            .tenant(1, "", 4, 0, 0)
            .partition(aPartition("north/h800", 16).peakTflops(500))
            .build());

    @Test
    void aSecondJobWaitsForTheQuotaAlthoughThereIsRoom() {
        book.insert(gang(1));
        book.insert(gang(2));

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
        assertThat(book.placementOf(2)).contains(new Placement(1, 3_600, 1));
    }

    @Test
    void aJobThatOverrunsDelaysTheNextOfItsTenant() {
        book.insert(gang(1));
        book.insert(gang(2));
        book.runStarted(new RunFacts("r1", gang(1), new Placement(1, 0, 1), 3_600, Set.of("n1")));

        BookChange change = book.runExtended("r1", 5_000);

        assertThat(book.placementOf(2)).contains(new Placement(1, 5_000, 1));
        assertThat(change.moves())
                .singleElement()
                .satisfies(move -> assertThat(move.jobId()).isEqualTo(2));
    }

    @Test
    void aJobLargerThanTheQuotaSaysSo() {
        book.insert(aJob(1).tenant(1).gang(2, 8).build());

        assertThat(book.blockersOf(1)).extracting(Blocker::condition).containsExactly(Condition.EXCEEDS_MAX_QUOTA);
        assertThat(book.blockersOf(1))
                .extracting(Blocker::detail)
                .containsExactly(
                        "needs at least 8.000 PFLOPS at once, its quota and what it may borrow leave at most 4.000");
    }

    @Test
    void aJobThatHasNoTimeToWaitForTheQuotaSaysSo() {
        book.insert(gang(1));
        book.insert(
                aJob(2).tenant(1).gang(1, 8).seconds(3_600).hardDeadline(5_000).build());

        assertThat(book.blockersOf(2)).extracting(Blocker::condition).containsExactly(Condition.WAITING_FOR_QUOTA);
    }

    @Test
    void aJobPlannedForLaterSaysThatItsQuotaIsWhatItWaitsFor() {
        book.insert(gang(1));
        book.insert(gang(2));

        assertThat(book.blockersOf(2)).singleElement().satisfies(blocker -> {
            assertThat(blocker.condition()).isEqualTo(Condition.WAITING_FOR_QUOTA);
            assertThat(blocker.detail()).contains("4.000 PFLOPS", "leave at most 0.000");
        });
        assertThat(book.blockersOf(1)).isEmpty();
    }

    @Test
    void aJobThatWaitsForBothCapacityAndQuotaSaysBoth() {
        book.insert(gang(1));
        book.insert(gangOf(3, 7));
        book.insert(gang(2));

        assertThat(book.placementOf(2)).contains(new Placement(1, 3_600, 1));
        assertThat(book.blockersOf(2))
                .extracting(Blocker::condition)
                .containsExactly(Condition.WAITING_FOR_QUOTA, Condition.WAITING_FOR_CAPACITY);
    }

    @Test
    void aJobBeyondItsQuotaForWhichThereIsNoRoomNowEitherSaysBoth() {
        book.insert(gangOf(3, 7));
        book.insert(aJob(1).tenant(1).gang(2, 8).build());

        assertThat(book.blockersOf(1))
                .extracting(Blocker::condition)
                .containsExactly(Condition.EXCEEDS_MAX_QUOTA, Condition.WAITING_FOR_CAPACITY);
    }

    @Test
    void aJobBeyondAllThereIsAndItsQuotaSaysBoth() {
        book.insert(aJob(1).tenant(1).gang(1_000, 8).build());

        assertThat(book.blockersOf(1))
                .extracting(Blocker::condition)
                .containsExactly(Condition.EXCEEDS_MAX_QUOTA, Condition.WAITING_FOR_CAPACITY);
    }

    @Test
    void whatAPreviewWouldWaitForIsToldToo() {
        book.insert(gang(1));
        JobFacts next = gang(2);

        assertThat(book.preview(next))
                .isInstanceOfSatisfying(
                        Insertion.Placed.class,
                        placed -> assertThat(book.blockersBefore(
                                        next, placed.placement().startSecond()))
                                .extracting(Blocker::condition)
                                .containsExactly(Condition.WAITING_FOR_QUOTA));
        assertThat(book.blockersBefore(gangOf(3, 1), book.nowSecond())).isEmpty();
    }

    @Test
    void whatMatchesNoPartitionAndIsBeyondTheQuotaSaysBoth() {
        book.insert(aJob(1).tenant(1).gang(2, 8).stacks("CANN").build());

        assertThat(book.blockersOf(1))
                .extracting(Blocker::condition)
                .containsExactly(Condition.NO_MATCHING_ACCELERATOR, Condition.EXCEEDS_MAX_QUOTA);
    }

    @Test
    void aFrozenStartStaysWhenTheQuotaIsCutAndOthersMakeWay() {
        PlanBook promising = new PlanBook(aProblem()
                .tenant(1, "", 8, 0, 0)
                .frozenUntil(1_800)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .build());
        promising.insert(gang(1));
        promising.insert(
                aJob(2).tenant(1).gang(1, 8).seconds(3_600).notBefore(1_000).build());
        promising.insert(
                aJob(3).tenant(1).gang(1, 8).seconds(3_600).notBefore(4_600).build());

        BookChange change =
                promising.accountsChanged(List.of(new TenantFacts(1, "t1", "", 2, 0, 0, 1)), List.of(), List.of());

        assertThat(promising.placementOf(1)).contains(new Placement(1, 0, 1));
        assertThat(promising.placementOf(2)).contains(new Placement(1, 1_000, 1));
        assertThat(promising.placementOf(3)).isEmpty();
        assertThat(change.moves()).extracting(Move::jobId).containsExactly(3L);
        PlanningProblem snapshot = promising.snapshot();
        assertThat(PlanChecker.checkPlan(snapshot, snapshot.current())).isEmpty();
        assertThat(PlanChecker.check(snapshot, snapshot.current()))
                .as("what is promised beyond the quota is told")
                .extracting(Violation::rule)
                .contains(Violation.Rule.QUOTA);
        assertThat(new PlanBook(snapshot).placements()).isEqualTo(promising.placements());
    }

    @Test
    void otherTenantsAreNotConcerned() {
        book.insert(gang(1));
        book.insert(gangOf(2, 7));

        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    private static JobFacts gang(long id) {
        return gangOf(id, 1);
    }

    private static JobFacts gangOf(long id, int tenant) {
        JobBuilder job = aJob(id).tenant(tenant).gang(1, 8).seconds(3_600);
        return job.build();
    }
}
