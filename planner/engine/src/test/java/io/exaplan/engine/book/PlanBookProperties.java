package io.exaplan.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.checker.PlanChecker;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.engine.solver.ImprovedPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanBookProperties {

    @Property(tries = 300)
    void whateverHappensThePlanPassesTheChecker(@ForAll long seed) {
        staysAPlan(seed);
    }

    /** A promise that was moved, and a node that a tenant with a pool shared and left, once took what was kept for others. */
    @ParameterizedTest
    @ValueSource(longs = {5143, 104727})
    void whatOnceBrokeAReservationDoesNotAnyMore(long seed) {
        staysAPlan(seed);
    }

    private static void staysAPlan(long seed) {
        BookLife life = new BookLife(seed);

        for (int i = 0; i < 60; i++) {
            String event = life.event();

            PlanningProblem snapshot = life.book().snapshot();
            assertThat(PlanChecker.checkPlan(snapshot, snapshot.current()))
                    .as("after %s", event)
                    .isEmpty();
        }
    }

    @Property(tries = 200)
    void quotasAndBudgetsDoNotMoveFrozenStarts(@ForAll long seed) {
        BookLife life = new BookLife(seed);
        for (int i = 0; i < 40; i++) {
            life.event();
            Map<Long, Placement> frozen = life.frozenStarts();

            String event = life.account();

            assertThat(life.book().placements()).as(event).containsAllEntriesOf(frozen);
        }
    }

    @Property(tries = 200)
    void aBookKeptUpToDateEqualsOneOpenedAnew(@ForAll long seed) {
        BookLife life = new BookLife(seed);
        for (int i = 0; i < 40; i++) {
            life.event();
        }
        life.endPreempted();
        long now = life.book().nowSecond();
        // A book that is opened looks at the clock; a run may have been noted with an end that has passed since.
        life.book().advance(now);

        PlanBook opened = new PlanBook(life.book().snapshot());

        assertThat(opened.placements()).containsAllEntriesOf(life.book().placements());
        if (opened.placements().size() == life.book().placements().size()) {
            assertThat(since(opened.rooms(), now)).isEqualTo(since(life.book().rooms(), now));
        }
    }

    @Property(tries = 200)
    void theSnapshotOfSomePartitionsIsThatPartOfTheWhole(@ForAll long seed) {
        BookLife life = new BookLife(seed);
        for (int i = 0; i < 40; i++) {
            life.event();
        }
        PlanningProblem whole = life.book().snapshot();
        Set<Integer> odd = whole.partitions().stream()
                .map(PartitionFacts::id)
                .filter(id -> id % 2 == 1)
                .collect(Collectors.toSet());

        PlanningProblem part = life.book().snapshot(odd);

        Map<Long, Placement> there = new HashMap<>(whole.current());
        there.values().removeIf(placement -> !odd.contains(placement.partition()));
        assertThat(part.current()).isEqualTo(there);
        assertThat(part.partitions())
                .isEqualTo(whole.partitions().stream()
                        .filter(partition -> odd.contains(partition.id()))
                        .toList());
        assertThat(part.jobs())
                .isEqualTo(whole.jobs().stream()
                        .filter(job -> there.containsKey(job.id()))
                        .toList());
        assertThat(part.runs())
                .isEqualTo(whole.runs().stream()
                        .filter(run -> odd.contains(run.placement().partition()))
                        .toList());
        assertThat(part)
                .usingRecursiveComparison()
                .ignoringFields("current", "partitions", "jobs", "runs")
                .isEqualTo(whole);
    }

    @Property(tries = 100)
    void everyMoveStartsWhereTheJobWasAndEndsWhereItIs(@ForAll long seed) {
        BookLife life = new BookLife(seed);

        for (int i = 0; i < 60; i++) {
            Map<Long, Placement> before = life.book().placements();
            life.event();
            for (Move move : life.lastMoves()) {
                assertThat(move.from()).isEqualTo(before.get(move.jobId()));
                assertThat(move.to())
                        .isEqualTo(life.book().placementOf(move.jobId()).orElse(null));
                assertThat(move.to()).isNotEqualTo(move.from());
            }
        }
    }

    @Property(tries = 60)
    void anImprovementFromBeforeStillMakesAPossiblePlan(@ForAll long seed, @ForAll @IntRange(max = 25) int events) {
        BookLife life = new BookLife(seed);
        for (int i = 0; i < 30; i++) {
            life.event();
        }
        ImprovedPlan improvement = CityPlanner.create().improve(life.book().snapshot(), Budget.ofSteps(0, seed));
        for (int i = 0; i < events; i++) {
            life.event();
        }
        Map<Long, Placement> frozen = life.frozenStarts();

        Adoption adoption = life.book().adopt(improvement);

        PlanningProblem snapshot = life.book().snapshot();
        assertThat(PlanChecker.checkPlan(snapshot, snapshot.current())).isEmpty();
        assertThat(life.book().placements()).containsAllEntriesOf(frozen);
        if (adoption instanceof Adoption.Adopted adopted) {
            assertThat(adopted.after()).isLessThan(adopted.before());
        }
    }

    private static List<List<Object>> since(List<Room> rooms, long second) {
        return rooms.stream()
                .map(room -> List.<Object>of(
                        room.partition(),
                        room.milliDevices().since(second),
                        room.wholeNodes().since(second),
                        room.since(second).pools(),
                        room.cuts()))
                .toList();
    }
}
