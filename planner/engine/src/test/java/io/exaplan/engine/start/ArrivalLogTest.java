package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrivalLogTest {

    @Test
    void whatWasSeenDoesNotChangeWhenMoreArrive() {
        ArrivalLog log = new ArrivalLog(100);
        add(log, 0, 90);
        Arrivals seen = log.seen();
        long first = seen.second(0);
        long last = seen.second(89);

        add(log, 90, 1000);

        assertThat(seen.size()).isEqualTo(90);
        assertThat(seen.second(0)).isEqualTo(first);
        assertThat(seen.second(89)).isEqualTo(last);
    }

    @Test
    void forgetsAllButTheLatest() {
        ArrivalLog log = new ArrivalLog(100);
        add(log, 0, 1000);

        Arrivals seen = log.seen();

        assertThat(seen.size()).isEqualTo(100);
        assertThat(seen.second(0)).isEqualTo(900);
        assertThat(seen.second(99)).isEqualTo(999);
    }

    @Test
    void knowsTheQuantilesOfThePast() {
        ArrivalLog log = new ArrivalLog(1000);
        add(log, 0, 1000);

        Habits habits = log.seen().habits();

        assertThat(habits.seconds(0.5)).isBetween(501L * 15 / 16, 501L); // the last sixteenth may not count yet
        assertThat(habits.devices(0.99)).isEqualTo(8);
    }

    @Test
    void knowsTheSameHoweverOftenItIsLookedAt() {
        ArrivalLog often = new ArrivalLog(100);
        ArrivalLog once = new ArrivalLog(100);
        for (int second = 0; second < 300; second++) {
            add(often, second, second + 1);
            often.seen();
            add(once, second, second + 1);
        }

        for (double quantile : List.of(0.1, 0.5, 0.9)) {
            assertThat(often.seen().habits().seconds(quantile))
                    .isEqualTo(once.seen().habits().seconds(quantile));
        }
    }

    @Test
    void drawsFuturesThatArePiecesOfThePast() {
        ArrivalLog log = new ArrivalLog(1000);
        add(log, 0, 300);

        Future future = Future.draw(log.seen(), 1, 60, 0, new Random(7)).getFirst();

        assertThat(future.length()).isEqualTo(60);
        for (int index = 1; index < 60; index++) {
            assertThat(future.gap(index)).isEqualTo(1);
            assertThat(future.seconds(index)).isEqualTo(future.seconds(index - 1) + 1);
        }
    }

    @Test
    void drawsNoFutureFromAnEmptyPast() {
        assertThat(Future.draw(Arrivals.NONE, 1, 60, 0, new Random(7))
                        .getFirst()
                        .length())
                .isZero();
    }

    @Test
    void goesOnWhereTheSilenceIsThatOfThePast() {
        ArrivalLog log = new ArrivalLog(1000);
        for (int number = 0; number < 100; number++) {
            log.add(new Arrival(1000L * number + (number % 2) * 900L, 5, 1));
        }

        for (Future future : Future.draw(log.seen(), 20, 10, 500, new Random(7))) {
            // gaps are 1,900 s and 100 s in turn; 500 s have passed of one that can only be of 1,900 s
            assertThat(future.gap(0)).isEqualTo(1400);
            assertThat(future.gap(1)).isEqualTo(100);
        }
    }

    @Test
    void expectsNobodyAfterASilenceLongerThanAnyOfThePast() {
        ArrivalLog log = new ArrivalLog(1000);
        add(log, 0, 300);

        assertThat(Future.draw(log.seen(), 1, 60, 2, new Random(7)).getFirst().length())
                .isZero();
    }

    private static void add(ArrivalLog log, int from, int to) {
        for (int second = from; second < to; second++) {
            log.add(new Arrival(second, second + 1, 1 + second % 8));
        }
    }
}
