package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.book.Insertion.Waiting;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why jobs wait: all that applies, in words and numbers that are true. */
class ExplanationTest {
    private static final long HOUR = 3600;

    @Test
    void namesAllThatKeepsAJobFromStarting() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8).id(1))
                .partition(aPartition("south/h800", 64).id(2).fabric(1, 8).notAccepting())
                .build());
        JobFacts gang = aJob(1).gang(2, 8).within(Domain.RACK).build();

        assertThat(conditions(book.insert(gang))).containsExactly(Condition.TOPOLOGY_PLACEMENT_FAILED);
        assertThat(conditions(book.insert(aJob(2).stacks("CANN").build())))
                .containsExactly(Condition.NO_MATCHING_ACCELERATOR);
        assertThat(conditions(book.insert(aJob(3).gang(1, 16).build()))).containsExactly(Condition.MISCONFIGURED);
        assertThat(conditions(book.insert(aJob(4).gang(3, 8).build()))).containsExactly(Condition.WAITING_FOR_CAPACITY);
    }

    @Test
    void aModelThatDoesNotRunWhatTheJobRunsOnIsMisconfigured() {
        PlanBook book = new PlanBook(aProblem()
                .partition(aPartition("north/h800", 8).id(1))
                .partition(aPartition("south/910c", 8).id(2).model("910C", "CANN"))
                .build());

        Insertion answer = book.insert(aJob(1).models("910C").stacks("CUDA").build());

        assertThat(conditions(answer)).containsExactly(Condition.MISCONFIGURED);
        assertThat(detail(answer)).startsWith("south/910c: ").contains("CUDA", "CANN");
    }

    @Test
    void saysWhatIsLackingInNumbers() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 40)).build());

        Insertion answer = book.insert(aJob(1).gang(8, 8).build());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Waiting.class,
                        waiting -> assertThat(waiting.blockers())
                                .singleElement()
                                .satisfies(blocker -> assertThat(blocker.detail())
                                        .contains("needs 64 devices on 8 wholly free nodes")
                                        .contains("north/h800")
                                        .contains("40")));
    }

    @Test
    void whatMayStartOnlyBeyondTheHorizonLacksNothing() {
        PlanningProblem problem =
                aProblem().partition(aPartition("north/h800", 8)).build();
        PlanBook book = new PlanBook(problem);

        assertThat(conditions(book.insert(
                        aJob(1).notBefore(problem.horizonSecond() + 1).build())))
                .containsExactly(Condition.PENDING_EVALUATION);
    }

    @Test
    void aPartitionOfASilentClusterIsNotOneWhereNodesWereLookedFor() {
        PlanningProblem problem =
                aProblem().partition(aPartition("north/h800", 8).id(1)).build();
        PlanBook book = new PlanBook(problem);
        book.cutAdded(Cut.closed(1, problem.horizonSecond() + HOUR));

        assertThat(conditions(book.insert(aJob(1).build()))).containsExactly(Condition.CAPACITY_STALE);
        assertThat(conditions(book.insert(aJob(2).gang(2, 8).build())))
                .containsExactlyInAnyOrder(Condition.CAPACITY_STALE, Condition.WAITING_FOR_CAPACITY);
    }

    @Test
    void aJobPlannedForLaterNamesTheSilentClusterThatHasRoom() {
        PlanningProblem problem = aProblem()
                .partition(aPartition("north/h800", 8).id(1))
                .partition(aPartition("south/h800", 8).id(2))
                .build();
        PlanBook book = new PlanBook(problem);
        book.cutAdded(Cut.closed(2, HOUR));
        book.insert(aJob(1).seconds(HOUR / 2).gang(1, 8).build());
        book.insert(aJob(2).seconds(HOUR / 2).gang(1, 8).build());

        assertThat(book.placementOf(2).orElseThrow().startSecond()).isEqualTo(HOUR / 2);
        assertThat(book.blockersOf(2))
                .as("either would do")
                .extracting(Blocker::condition)
                .containsExactly(Condition.WAITING_FOR_CAPACITY, Condition.CAPACITY_STALE);
    }

    @Test
    void whatStartsWhenItIsToLacksNothingElse() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 8)).build());

        book.insert(aJob(1).notBefore(HOUR).build());

        assertThat(book.placementOf(1).orElseThrow().startSecond()).isEqualTo(HOUR);
        assertThat(book.blockersOf(1)).singleElement().satisfies(blocker -> {
            assertThat(blocker.condition()).isEqualTo(Condition.WAITING_FOR_EARLIEST_START);
            assertThat(blocker.detail()).contains("1970-01-01T01:00");
        });
    }

    @Test
    void aStartThatIsPromisedForLaterThanThereIsRoomWaitsForThatStart() {
        PlanBook book = new PlanBook(aProblem()
                .frozenUntil(HOUR)
                .partition(aPartition("north/h800", 8))
                .run(aRun("r1", aJob(1).gang(1, 8).build(), new Placement(1, 0, 1), HOUR / 2, "n1"))
                .build());
        book.insert(aJob(2).gang(1, 8).build());

        book.runEnded("r1");

        assertThat(book.placementOf(2).orElseThrow().startSecond()).isEqualTo(HOUR / 2);
        assertThat(book.blockersOf(2)).singleElement().satisfies(blocker -> {
            assertThat(blocker.condition()).isEqualTo(Condition.WAITING_FOR_PLANNED_START);
            assertThat(blocker.detail()).contains("1970-01-01T00:30:00Z", "stays as promised");
        });
    }

    @Test
    void saysWhenMoreIsAskedForThanThereIs() {
        PlanBook book =
                new PlanBook(aProblem().partition(aPartition("north/h800", 16)).build());

        assertThat(detail(book.insert(aJob(1).gang(3, 8).build())))
                .isEqualTo("needs 24 devices on 3 wholly free nodes at once, more than there is:"
                        + " north/h800 has 16 devices on 2 wholly free nodes");
        assertThat(detail(book.insert(aJob(2).gang(1, 8)
                        .serving(HOUR, Collections.nCopies(24, 5))
                        .build())))
                .as("a service at its fullest hour")
                .startsWith("needs 40 devices on 5 wholly free nodes at once, more than there is");
    }

    private static String detail(Insertion answer) {
        return ((Waiting) answer).blockers().getFirst().detail();
    }

    @Test
    void aStaleClusterIsTheReasonWhenOnlyItWouldDo() {
        PlanBook book = new PlanBook(
                aProblem().partition(aPartition("north/h800", 8).notAccepting()).build());

        assertThat(conditions(book.insert(aJob(1).build()))).containsExactly(Condition.CAPACITY_STALE);
    }

    private static List<Condition> conditions(Insertion answer) {
        return switch (answer) {
            case Placed placed -> List.of();
            case Waiting(List<Blocker> blockers) ->
                blockers.stream().map(Blocker::condition).toList();
        };
    }
}
