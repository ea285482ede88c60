package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static io.exaplan.engine.testing.ProblemBuilder.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.book.Move.Reason;
import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.start.AnticipatingPolicy;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import io.exaplan.engine.testing.JobBuilder;
import io.exaplan.engine.testing.ProblemBuilder;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Nodes of eight devices; runs of one device on each of two of them, until said otherwise. */
class DefragmentationTest {
    private static final long HOUR = 3600;
    private static final long END = 10 * HOUR;
    private static final MigrationPrice FREE = new MigrationPrice(0, 0);

    @Test
    void aGangThatWaitsForAWholeNodeStartsWhenTheRunsThatShareOneHaveMoved() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0)).build());
        book.insert(gang());
        assertThat(book.placementOf(9)).contains(new Placement(1, END, 8));

        assertThat(book.stuckGangs(FREE)).containsExactly(new StuckGang(gang(), new Placement(1, HOUR, 8)));
        assertThat(book.movableFor(9, 1, FREE)).containsExactlyInAnyOrder("r1", "r2");
        assertThat(book.makeRoom(9, 1, Set.of("r1"), new MigrationPrice(0, 1)))
                .contains(new Insertion.Placed(
                        new Placement(1, HOUR, 8),
                        List.of("r1"),
                        List.of(new Move(9, new Placement(1, END, 8), new Placement(1, HOUR, 8), Reason.EARLIER))));
        assertThat(book.due(HOUR)).isEmpty();
        assertThat(PlanChecker.checkPlan(book.snapshot(), book.placements())).isEmpty();

        book.runEnded("r1");
        assertThat(book.due(HOUR)).extracting(due -> due.job().id()).containsExactly(9L);
    }

    @Test
    void whatMovesFindsItsDevicesKeptUntilItsJobAsksForThem() {
        // seven devices on the one node and five on the other, of which the gang takes eight and r1 keeps one
        PlanBook book = new PlanBook(scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0))
                .run(run("r3", aJob(3).gang(1, 3).priority(5).build(), "n2"))
                .build());
        book.insert(gang());
        book.makeRoom(9, 1, Set.of("r1"), FREE);
        book.insert(aJob(10).gang(1, 4).priority(5).seconds(20 * HOUR).build());
        assertThat(book.placementOf(10).orElseThrow().startSecond()).isGreaterThan(HOUR);

        book.runEnded("r1");
        book.insert(aJob(1).gang(1, 1).priority(5).seconds(9 * HOUR).build());

        assertThat(book.placementOf(1)).contains(new Placement(1, HOUR, 1));
        assertThat(book.placementOf(10).orElseThrow().startSecond()).isGreaterThan(HOUR);
        assertThat(book.snapshot().runs()).extracting(RunFacts::runId).containsExactly("r2", "r3");
    }

    @Test
    void nobodyMovesWhoWouldFindItsDevicesTakenLater() {
        // where r1 stands, all else is planned from its end on: moved, it would have to begin again and run into that
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).seconds(END).preemptibleAfter(0))
                        .run(run("r3", aJob(3).gang(1, 6).priority(5).build(), "n2"))
                        .planned(aJob(8).gang(1, 8).priority(5).seconds(20 * HOUR), new Placement(1, END, 1))
                        .planned(aJob(7).gang(1, 8).priority(5).seconds(20 * HOUR), new Placement(1, END, 1))
                        .build());
        book.insert(aJob(9).gang(8, 1).priority(5).seconds(HOUR).build());

        assertThat(book.movableFor(9, 1, FREE)).isEmpty();
        assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isEmpty();
    }

    @Test
    void nobodyMovesWhoCouldNotBeginAgainInTime() {
        PlanBook book = new PlanBook(scattered(aJob(1).gang(1, 1)
                        .priority(5)
                        .seconds(END)
                        .hardDeadline(END)
                        .preemptibleAfter(0))
                .build());
        book.insert(gang());

        assertThat(book.movableFor(9, 1, FREE)).isEmpty();
        assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isEmpty();
    }

    @Test
    void roomIsKeptHoweverLongARunTakesToEnd() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).seconds(HOUR).preemptibleAfter(0))
                        .run(run("r3", aJob(3).gang(1, 6).priority(5).build(), "n2"))
                        .build());
        book.insert(gang());
        assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isPresent();
        book.insert(aJob(10).gang(1, 1).priority(5).seconds(20 * HOUR).build());
        assertThat(book.placementOf(10)).contains(new Placement(1, 2 * HOUR, 1));

        book.advance(HOUR + 90);
        book.runEnded("r1");
        book.insert(aJob(1).gang(1, 1).priority(5).seconds(HOUR).build());

        assertThat(book.placementOf(1)).contains(new Placement(1, HOUR + 90, 1));
        assertThat(book.placementOf(10)).contains(new Placement(1, 2 * HOUR + 90, 1));
    }

    @Test
    void aGangThatIsPlannedElsewhereByNowWaitsForNobody() {
        PlanBook book = new PlanBook(scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0))
                .partition(aPartition("south/h800", 8).id(2))
                .run(aRun("s1", aJob(5).gang(8, 1).priority(5).build(), new Placement(2, 0, 8), 2 * HOUR, "m1"))
                .build());
        book.insert(gang());
        assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isPresent();

        book.partitionRemoved(1);
        book.runEnded("s1");

        assertThat(book.placementOf(9)).contains(new Placement(2, HOUR, 8));
        assertThat(book.due(HOUR)).extracting(due -> due.job().id()).contains(9L);
    }

    @Test
    void whatMovesStartsAgainWhoeverDecidesStarts() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0)).build());
        StartSettings shortFirst = StartSettings.of(Objective.WAIT, 1);
        book.letDecide(new StartDesk(new AnticipatingPolicy(shortFirst), StartDesk.RunTimes.STATED));
        book.insert(gang());
        book.decideStarts();
        assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isPresent();
        book.decideStarts();

        book.runEnded("r1");
        book.insert(aJob(1).gang(1, 1).priority(5).build());
        book.decideStarts();

        assertThat(book.due(HOUR)).extracting(due -> due.job().id()).containsExactlyInAnyOrder(1L, 9L);
    }

    @Test
    void whoIsCancelledWhileItMovesKeepsNothing() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0)).build());
        book.insert(gang());
        book.makeRoom(9, 1, Set.of("r1"), FREE);

        book.runEnded("r1");
        book.withdraw(1);

        assertThat(book.snapshot().runs()).extracting(RunFacts::runId).containsExactly("r2");
    }

    @Test
    void nobodyMovesForWhoLosesMoreThanTheGangWins() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0)).build());
        book.insert(gang());
        long before = book.revision();

        // 72 device-hours of waiting against the one hour of one device; with half an hour to start again, against one
        // and a half
        assertThat(book.makeRoom(9, 1, Set.of("r1"), new MigrationPrice(HOUR / 2, 48.1)))
                .isEmpty();
        assertThat(book.makeRoom(9, 1, Set.of("r1"), new MigrationPrice(0, 72.1)))
                .isEmpty();
        assertThat(book.revision()).isEqualTo(before);
        assertThat(book.makeRoom(9, 1, Set.of("r1"), new MigrationPrice(0, 71.9)))
                .isPresent();
    }

    @Test
    void whoMayNotBePreemptedOrHasNotRunItsMinimumStays() {
        for (JobBuilder stays : List.of(
                aJob(1).gang(1, 1).priority(5),
                aJob(1).gang(1, 1).priority(5).preemptibleAfter(2 * HOUR),
                aJob(1).gang(1, 1).preemptibleAfter(0).priority(6))) {
            PlanBook book = new PlanBook(scattered(stays).build());
            book.insert(gang());

            assertThat(book.movableFor(9, 1, FREE)).isEmpty();
            assertThat(book.makeRoom(9, 1, Set.of("r1"), FREE)).isEmpty();
        }
    }

    @Test
    void aGangThatFillsANodeMovesForNobody() {
        PlanBook book = new PlanBook(aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 16))
                .run(run(
                        "r1", aJob(1).gang(8, 1).priority(5).preemptibleAfter(0).build(), "n1"))
                .build());
        book.insert(aJob(9).gang(16, 1).priority(5).build());

        assertThat(book.movableFor(9, 1, FREE)).isEmpty();
    }

    @Test
    void aGangWaitingForDevicesIsNotStuck() {
        PlanBook book = new PlanBook(aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 16))
                .run(run(
                        "r1", aJob(1).gang(5, 1).priority(5).preemptibleAfter(0).build(), "n1"))
                .run(run(
                        "r2", aJob(2).gang(4, 1).priority(5).preemptibleAfter(0).build(), "n2"))
                .build());
        book.insert(gang());

        assertThat(book.stuckGangs(FREE)).isEmpty();
    }

    @Test
    void aGangForWhichRunsAreEndingIsStuckNoMore() {
        PlanBook book = new PlanBook(
                scattered(aJob(1).gang(1, 1).priority(5).preemptibleAfter(0)).build());
        book.insert(gang());
        book.makeRoom(9, 1, Set.of("r1"), FREE);

        assertThat(book.stuckGangs(FREE)).isEmpty();
        assertThat(book.makeRoom(9, 1, Set.of("r2"), FREE)).isEmpty();
    }

    /** Runs of one device scattered over six nodes, gangs that wait: each way the book takes is a plan, and each gang starts. */
    @Property(tries = 100)
    void whatItTakesIsAPlanAndEndsInAStart(@ForAll long seed) {
        PlanBook book = randomStory(seed);
        int stuckBefore = Integer.MAX_VALUE;
        for (List<StuckGang> stuck = helped(book); !stuck.isEmpty(); stuck = helped(book)) {
            assertThat(stuck.size()).isLessThan(stuckBefore);
            stuckBefore = stuck.size();
            StuckGang gang = stuck.getFirst();

            Insertion.Placed placed = book.makeRoom(
                            gang.job().id(), 1, book.movableFor(gang.job().id(), 1, FREE), FREE)
                    .orElseThrow();

            assertThat(placed.placement()).isEqualTo(gang.placement());
            assertThat(PlanChecker.checkPlan(book.snapshot(), book.placements()))
                    .isEmpty();
            placed.preempted().forEach(run -> {
                JobFacts moved = book.snapshot().runs().stream()
                        .filter(held -> held.runId().equals(run))
                        .map(RunFacts::job)
                        .findFirst()
                        .orElseThrow();
                book.runEnded(run);
                assertThat(book.insert(moved))
                        .isInstanceOfSatisfying(
                                Insertion.Placed.class,
                                again -> assertThat(again.placement().startSecond())
                                        .isEqualTo(HOUR));
            });
            assertThat(book.due(HOUR))
                    .extracting(due -> due.job().id())
                    .contains(gang.job().id());
            assertThat(PlanChecker.checkPlan(book.snapshot(), book.placements()))
                    .isEmpty();
        }
    }

    @Test
    void inSomeOfTheseStoriesRunsMove() {
        int stories = 0;
        for (int seed = 0; seed < 50; seed++) {
            stories += helped(randomStory(seed)).isEmpty() ? 0 : 1;
        }
        assertThat(stories).isPositive();
    }

    /** Gangs and small jobs that wait where runs are scattered. */
    private static PlanBook randomStory(long seed) {
        Random random = new Random(seed);
        PlanBook book = new PlanBook(randomlyScattered(random).build());
        for (int job = 100; job < 106; job++) {
            book.insert(aJob(job)
                    .gang(8 * (1 + random.nextInt(3)), 1)
                    .priority(5)
                    .seconds(HOUR * (1 + random.nextInt(9)))
                    .build());
            book.insert(
                    aJob(job + 100).gang(1 + random.nextInt(4), 1).priority(5).build());
        }
        return book;
    }

    private static List<StuckGang> helped(PlanBook book) {
        return book.stuckGangs(FREE).stream()
                .filter(gang -> !book.movableFor(gang.job().id(), 1, FREE).isEmpty())
                .toList();
    }

    private static ProblemBuilder randomlyScattered(Random random) {
        ProblemBuilder problem = aProblem().now(HOUR).partition(aPartition("north/h800", 48));
        for (int run = 0; run < 16; run++) {
            JobBuilder job =
                    aJob(run + 1).gang(1, 1).priority(3 + random.nextInt(4)).seconds(END - HOUR);
            job = random.nextInt(6) > 0 ? job.preemptibleAfter(HOUR * random.nextInt(3)) : job;
            problem.run(run("r" + run, job.build(), "n" + random.nextInt(6)));
        }
        return problem;
    }

    private static JobFacts gang() {
        return aJob(9).gang(8, 1).priority(5).build();
    }

    private static ProblemBuilder scattered(JobBuilder one) {
        return aProblem()
                .now(HOUR)
                .partition(aPartition("north/h800", 16))
                .run(run("r1", one.build(), "n1"))
                .run(run("r2", one.build(), "n2"));
    }

    private static RunFacts run(String id, JobFacts job, String node) {
        return aRun(id, job, new Placement(1, 0, job.width().minWorkers()), END, node);
    }
}
