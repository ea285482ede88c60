package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.RunFacts;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long DAY = 86_400;

    /** 16 devices of 500 TFLOPS. Tenant 1 may do 4 PFLOPS-days, one gang for a day, until the end of day 2. */
    private final PlanBook book = book(4, 0);

    @Test
    void aJobBeyondTheBudgetStartsWhenItCanPayForItsPartOfTheWindow() {
        book.insert(gang(1, DAY));
        book.insert(gang(2, DAY));

        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
        assertThat(book.placementOf(2)).contains(new Placement(1, 2 * DAY, 1));
    }

    @Test
    void aJobIsChargedForItsPartOfTheWindow() {
        book.insert(gang(1, DAY / 2));
        book.insert(gang(2, DAY));

        // Half a day is paid for: it may begin half a day before the window ends.
        assertThat(book.placementOf(2)).contains(new Placement(1, 3 * DAY / 2, 1));
    }

    @Test
    void whatWasConsumedBeforeCounts() {
        PlanBook late = book(4, 3);

        late.insert(gang(1, DAY));

        assertThat(late.placementOf(1)).contains(new Placement(1, 2 * DAY - DAY / 4, 1));
    }

    @Test
    void anEndedRunHasConsumedWhatItHeld() {
        book.runStarted(new RunFacts("r1", gang(8, DAY), new Placement(1, 0, 1), DAY, Set.of("n1")));
        book.advance(DAY / 4);

        book.runEnded("r1");
        book.insert(gang(1, DAY));

        assertThat(book.snapshot().budgets())
                .singleElement()
                .satisfies(budget -> assertThat(budget.consumedPflopsDays()).isCloseTo(1, within(1e-9)));
        // Three quarters of a day are left.
        assertThat(book.placementOf(1)).contains(new Placement(1, 2 * DAY - 3 * DAY / 4, 1));
    }

    @Test
    void aRunThatTakesLongerTakesFromTheBudget() {
        book.runStarted(new RunFacts("r1", gang(8, DAY / 2), new Placement(1, 0, 1), DAY / 2, Set.of("n1")));
        book.insert(gang(1, DAY / 2));
        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));

        book.runExtended("r1", DAY);

        assertThat(book.placementOf(1)).contains(new Placement(1, 2 * DAY, 1));
    }

    @Test
    void aSmallerBudgetMovesWhatIsPlannedAndALargerOneBringsItForward() {
        book.insert(gang(1, DAY));

        book.accountsChanged(List.of(), List.of(budget(1, 0)), List.of());
        assertThat(book.placementOf(1)).contains(new Placement(1, 2 * DAY - DAY / 4, 1));

        book.accountsChanged(List.of(), List.of(budget(9, 0)), List.of());
        assertThat(book.placementOf(1)).contains(new Placement(1, 0, 1));
    }

    @Test
    void aServiceWithoutEndWaitsUntilTheBudgetPaysForTheRestOfTheWindow() {
        book.insert(aJob(1).tenant(1)
                .gang(1, 8)
                .serving(Long.MAX_VALUE, Collections.nCopies(24, 1))
                .build());

        // It would take a PFLOPS-day in a quarter of a day: one day of two is paid for.
        assertThat(book.placementOf(1).orElseThrow().startSecond()).isBetween(DAY, DAY + 600);
    }

    @Test
    void aJobThatFitsButForTheBudgetSaysSo() {
        book.insert(gang(1, DAY));
        book.insert(
                aJob(2).tenant(1).gang(1, 8).seconds(DAY).hardDeadline(2 * DAY).build());

        assertThat(book.blockersOf(2)).singleElement().satisfies(blocker -> {
            assertThat(blocker.condition()).isEqualTo(Condition.BUDGET_EXHAUSTED);
            assertThat(blocker.detail())
                    .isEqualTo("of budget (month) 0.000 PFLOPS-days are left until 1970-01-03T00:00:00Z");
        });
    }

    @Test
    void otherTenantsAreNotConcerned() {
        book.insert(gang(1, DAY));
        book.insert(aJob(2).tenant(2).gang(1, 8).seconds(DAY).build());

        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    private static PlanBook book(double pflopsDays, double consumed) {
        return new PlanBook(aProblem()
                .budget("month", 1, pflopsDays, consumed, 0, 2 * DAY)
                .partition(aPartition("north/h800", 16).peakTflops(500))
                .build());
    }

    private static BudgetFacts budget(double pflopsDays, double consumed) {
        return new BudgetFacts("month", 1, new TimeWindow(0, 2 * DAY), pflopsDays, consumed);
    }

    private static JobFacts gang(long id, long seconds) {
        return aJob(id).tenant(1).gang(1, 8).seconds(seconds).build();
    }
}
