package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.testing.JobBuilder;
import io.exaplan.engine.testing.RandomCity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PreemptionTest {
    private static final long HOUR = 3600;

    @Test
    void aJobOfHigherPriorityStartsNowAndTheRunInItsWayEnds() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8).preemptibleAfter(0)));

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, HOUR, 1), List.of("r1"), List.of()));
    }

    @Test
    void itIsNotDueBeforeTheRunHasEnded() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8).preemptibleAfter(0)));
        book.insert(urgent());

        assertThat(book.due(HOUR)).isEmpty();
        assertThat(book.blockersOf(9))
                .extracting(Blocker::condition)
                .containsExactly(Condition.WAITING_FOR_PREEMPTED_WORKLOADS);

        book.runEnded("r1");
        assertThat(book.due(HOUR)).hasSize(1);
    }

    @Test
    void aRunThatTakesItsTimeToEndOnlyDelaysIt() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8).preemptibleAfter(0)));
        book.insert(urgent());

        book.advance(HOUR + 30);

        assertThat(book.placementOf(9)).contains(new Placement(1, HOUR + 30, 1));
        assertThat(book.due(HOUR + 30)).isEmpty();
    }

    @Test
    void equalPriorityNeverGivesWay() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8).priority(5).preemptibleAfter(0)));

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, 10 * HOUR, 1), List.of(), List.of()));
    }

    @Test
    void aRunIsNotEndedBeforeItsMinimum() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8).preemptibleAfter(2 * HOUR)));

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, 10 * HOUR, 1), List.of(), List.of()));
    }

    @Test
    void aRunThatMayNotBePreemptedGoesOn() {
        PlanBook book = new PlanBook(oneRun(aJob(1).gang(1, 8)));

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, 10 * HOUR, 1), List.of(), List.of()));
    }

    @Test
    void theLeastWorkIsThrownAway() {
        PlanBook book = new PlanBook(aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 16))
                .run(run("old", aJob(1).gang(1, 8).preemptibleAfter(0), 0, "n1"))
                .run(run("young", aJob(2).gang(1, 8).preemptibleAfter(0), 3_000, "n2"))
                .build());

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, HOUR, 1), List.of("young"), List.of()));
    }

    @Test
    void nobodyIsEndedWhenThereIsRoom() {
        PlanBook book = new PlanBook(aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 16))
                .run(run("r1", aJob(1).gang(1, 8).preemptibleAfter(0), 0, "n1"))
                .build());

        assertThat(book.insert(urgent())).isEqualTo(new Placed(new Placement(1, HOUR, 1), List.of(), List.of()));
    }

    @Test
    void whatIsPlannedBehindTheRunMovesToo() {
        PlanBook book = new PlanBook(aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 8))
                .run(aRun(
                        "r1", aJob(1).gang(1, 8).preemptibleAfter(0).build(), new Placement(1, 0, 1), HOUR + 60, "n1"))
                .planned(aJob(2).gang(1, 8), new Placement(1, HOUR + 60, 1))
                .build());

        Placed placed = (Placed) book.insert(urgent());

        assertThat(placed.preempted()).containsExactly("r1");
        assertThat(placed.moved())
                .containsExactly(
                        new Move(2, new Placement(1, HOUR + 60, 1), new Placement(1, 2 * HOUR, 1), Reason.PREEMPTED));
    }

    @Property(tries = 50)
    void aChainOfPreemptionsEnds(@ForAll long seed) {
        RandomCity city = new RandomCity(seed);
        PlanBook book = new PlanBook(city.problem(2, 0).build());
        Map<String, JobFacts> running = new HashMap<>();
        Deque<JobFacts> waiting = new ArrayDeque<>();
        for (int i = 0; i < 30; i++) {
            waiting.add(city.job());
        }

        int preemptions = 0;
        for (int insertions = 0; !waiting.isEmpty(); insertions++) {
            // every preemption lowers the priority of who waits: at most three times for each of the thirty
            assertThat(insertions).isLessThan(30 * 4);
            JobFacts job = waiting.removeFirst();
            if (book.insert(job) instanceof Placed placed) {
                for (String runId : placed.preempted()) {
                    preemptions++;
                    book.runEnded(runId);
                    JobFacts ended = running.remove(runId);
                    assertThat(ended.priority()).isLessThan(job.priority());
                    waiting.addLast(ended);
                }
                startWhatIsDue(book, running);
            }
        }
        assertThat(preemptions).isLessThanOrEqualTo(90);
    }

    private static void startWhatIsDue(PlanBook book, Map<String, JobFacts> running) {
        for (DueStart due : book.due(book.nowSecond())) {
            String runId = "run-%d-%d".formatted(due.job().id(), book.revision());
            long end = book.expectedEndOf(due.job().id()).orElseThrow();
            book.runStarted(aRun(runId, due.job(), due.placement(), end));
            running.put(runId, due.job());
        }
    }

    private static JobFacts urgent() {
        return aJob(9).gang(1, 8).priority(5).build();
    }

    /** A run of ten hours that began an hour ago, on a partition of one node. */
    private static PlanningProblem oneRun(JobBuilder job) {
        return aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 8))
                .run(run("r1", job, 0, "n1"))
                .build();
    }

    private static RunFacts run(String id, JobBuilder job, long start, String node) {
        return aRun(id, job.build(), new Placement(1, start, 1), 10 * HOUR, node);
    }
}
