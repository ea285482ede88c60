package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReservationTest {
    /** 16 devices on two nodes; one of them is kept for tenant 2 from 1,000 s to 9,000 s. */
    private final PlanBook book = new PlanBook(aProblem()
            .partition(aPartition("north/h800", 16))
            .reserved("r1", 1, 2, 1, 1_000, 9_000)
            .build());

    @Test
    void othersKeepToTheRest() {
        book.insert(gang(1, 1, 1));
        book.insert(gang(2, 1, 1));

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
        // The other node is free for 1,000 s only, the first one again at 3,600 s.
        assertThat(book.placementOf(2)).contains(new Placement(1, 3_600, 1));
    }

    @Test
    void itsTenantUsesThePoolAndTheRest() {
        book.insert(gang(1, 2, 1));
        book.insert(gang(2, 2, 1));

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    @Test
    void aTenantFillsItsOwnPoolBeforeTheRest() {
        book.insert(gang(1, 2, 1));
        book.insert(gang(2, 1, 1));

        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    @Test
    void maintenanceClosesForEverybody() {
        book.reservationsChanged(
                List.of(new ReservationFacts("m1", 1, null, 16_000, 0, List.of(new TimeWindow(1_000, 2_000)))));

        book.insert(gang(1, 2, 1));

        assertThat(book.placementOf(1)).contains(new Placement(1, 2_000, 1));
    }

    @Test
    void aNewReservationMovesWhatIsPlannedInsideIt() {
        book.insert(gang(1, 1, 1));

        BookChange change = book.reservationsChanged(List.of(kept("r1", 1_000, 9_000), kept("r2", 2_000, 5_000)));

        assertThat(book.placementOf(1)).contains(new Placement(1, 5_000, 1));
        assertThat(change.moves())
                .singleElement()
                .satisfies(move -> assertThat(move.from()).isEqualTo(new Placement(1, 0, 1)));
    }

    @Test
    void aFrozenStartStaysWhereOthersHaveReservedSinceButMakesWayForMaintenance() {
        PlanBook promising = new PlanBook(aProblem()
                .frozenUntil(1_800)
                .partition(aPartition("north/h800", 16).id(1))
                .build());
        promising.insert(gang(1, 1, 2));
        promising.insert(gang(2, 1, 1));
        assertThat(promising.placementOf(2)).contains(new Placement(1, 3_600, 1));

        promising.reservationsChanged(List.of(kept("r1", 0, 9_000)));

        assertThat(promising.placementOf(1)).contains(new Placement(1, 0, 2));
        assertThat(promising.placementOf(2)).contains(new Placement(1, 3_600, 1));
        PlanningProblem snapshot = promising.snapshot();
        assertThat(PlanChecker.checkPlan(snapshot, snapshot.current())).isEmpty();
        assertThat(new PlanBook(snapshot).placements()).isEqualTo(promising.placements());

        promising.reservationsChanged(
                List.of(new ReservationFacts("m", 1, null, 0, 1, List.of(new TimeWindow(1_000, 2_000)))));

        assertThat(promising.placementOf(1)).contains(new Placement(1, 2_000, 2));
    }

    @Test
    void aReservationGivenBackLetsOthersStartSooner() {
        book.insert(gang(1, 1, 2));
        assertThat(book.placementOf(1)).contains(new Placement(1, 9_000, 2));

        book.reservationsChanged(List.of());

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 2));
    }

    @Test
    void aRunThatStandsInsideStaysAndIsReported() {
        book.runStarted(run("a", 8, 1));
        book.runStarted(run("b", 9, 1));
        book.insert(gang(1, 2, 1));

        PlanningProblem snapshot = book.snapshot();

        // Both nodes are taken for 3,600 s, reserved or not.
        assertThat(book.placementOf(1)).contains(new Placement(1, 3_600, 1));
        assertThat(PlanChecker.checkPlan(snapshot, snapshot.current())).isEmpty();
        assertThat(PlanChecker.check(snapshot, snapshot.current())).isNotEmpty();
    }

    @Test
    void aJobThatFitsButForTheReservationSaysSo() {
        book.insert(
                aJob(1).tenant(1).gang(2, 8).seconds(3_600).hardDeadline(8_000).build());

        assertThat(book.blockersOf(1)).singleElement().satisfies(blocker -> {
            assertThat(blocker.condition()).isEqualTo(Condition.WAITING_FOR_RESERVATION_WINDOW);
            assertThat(blocker.detail())
                    .contains(
                            "north/h800",
                            "1 nodes kept for another tenant from 1970-01-01T00:16:40Z to 1970-01-01T02:30:00Z");
        });
    }

    @Test
    void aJobPlannedForLaterNamesTheReservationItWaitsFor() {
        book.insert(gang(1, 1, 2));

        assertThat(book.placementOf(1)).contains(new Placement(1, 9_000, 2));
        assertThat(book.blockersOf(1))
                .extracting(Blocker::condition)
                .containsExactly(Condition.WAITING_FOR_RESERVATION_WINDOW);
    }

    private static ReservationFacts kept(String id, long from, long until) {
        return new ReservationFacts(id, 1, 2, 0, 1, List.of(new TimeWindow(from, until)));
    }

    private static RunFacts run(String id, long job, int tenant) {
        return new RunFacts(id, gang(job, tenant, 1), new Placement(1, 0, 1), 3_600, Set.of("node-" + id));
    }

    private static JobFacts gang(long id, int tenant, int nodes) {
        return aJob(id).tenant(tenant).gang(nodes, 8).seconds(3_600).build();
    }
}
