package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationBudgetTest {
    private final MigrationBudget budget = new MigrationBudget(16);

    @Test
    void whatWasSpentComesBackAnHourLater() {
        budget.spend(1, 0, 8);
        budget.spend(1, 1800, 6);

        assertThat(budget.left(1, 1800)).isEqualTo(2);
        assertThat(budget.left(1, 3599)).isEqualTo(2);
        assertThat(budget.left(1, 3600)).isEqualTo(10);
        assertThat(budget.left(1, 5400)).isEqualTo(16);
    }

    @Test
    void eachPartitionHasItsOwn() {
        budget.spend(1, 0, 16);

        assertThat(budget.left(1, 0)).isZero();
        assertThat(budget.left(2, 0)).isEqualTo(16);
    }

    @Test
    void movesTakeNoMoreThanHalfOfTheStopsThatNobodyIsAskedAbout() {
        assertThat(Repacks.mostStops(new RunLedger.Stops(10, 0))).isEqualTo(5);
        assertThat(Repacks.mostStops(new RunLedger.Stops(10, 5))).isZero();
        assertThat(Repacks.mostStops(new RunLedger.Stops(10, 8))).isNegative();
    }
}
