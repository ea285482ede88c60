package io.exaplan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.kernel.Profile.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {
    /** 10 before second 100, 4 until 200, then 7. */
    private static final Profile DIP = Profile.of(10, List.of(new Step(100, 4), new Step(200, 7)));

    @Test
    void aStepHoldsFromItsFirstSecondOn() {
        assertThat(DIP.at(99)).isEqualTo(10);
        assertThat(DIP.at(100)).isEqualTo(4);
        assertThat(DIP.at(199)).isEqualTo(4);
        assertThat(DIP.at(200)).isEqualTo(7);
    }

    @Test
    void addingAndTakingAwayLeavesNoTrace() {
        Profile used = DIP.plus(150, 250, 3);

        assertThat(used).isNotEqualTo(DIP);
        assertThat(used.plus(150, 250, -3)).isEqualTo(DIP).hasSameHashCodeAs(DIP);
    }

    @Test
    void neighboursOfTheSameValueBecomeOneStep() {
        Profile joined = Profile.step(0, 10, 5).plus(Profile.step(10, 20, 5));

        assertThat(joined).isEqualTo(Profile.step(0, 20, 5));
        assertThat(joined.stepCount()).isEqualTo(2);
    }

    @Test
    void aWindowThatClosesADipMakesItConstant() {
        assertThat(Profile.constant(5).plus(3, 9, -2).plus(3, 9, 2)).isEqualTo(Profile.constant(5));
    }

    @Test
    void aStayBeginsWhenTheDipIsOver() {
        assertThat(DIP.earliest(7, 50, 0)).hasValue(0);
        assertThat(DIP.earliest(7, 101, 0)).hasValue(200);
        assertThat(DIP.earliest(7, 10, 60)).hasValue(60);
        assertThat(DIP.earliest(4, Seconds.FOREVER, 0)).hasValue(0);
        assertThat(DIP.earliest(8, 10, 95)).isEmpty();
    }

    @Test
    void aStayThatWouldBeginTooLateIsNotFound() {
        assertThat(DIP.earliest(7, 101, 0, 199)).isEmpty();
        assertThat(DIP.earliest(7, 101, 0, 200)).hasValue(200);
    }

    @Test
    void integralCountsValueTimesSeconds() {
        // 10 x 10, 100 x 4, 5 x 7
        assertThat(DIP.integral(90, 205)).isEqualTo(100 + 400 + 35);
    }

    @Test
    void whatIsPastIsForgotten() {
        assertThat(DIP.since(150)).isEqualTo(Profile.of(4, List.of(new Step(200, 7))));
    }

    @Test
    void firstSecondBelowABound() {
        assertThat(DIP.firstBelow(7, 0)).hasValue(100);
        assertThat(DIP.firstBelow(7, 150)).hasValue(150);
        assertThat(DIP.firstBelow(4, 0)).isEmpty();
    }

    @Test
    void refusesStepsOutOfOrder() {
        List<Step> backwards = List.of(new Step(200, 1), new Step(100, 2));

        assertThatThrownBy(() -> Profile.of(0, backwards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("second 100")
                .hasMessageContaining("Sort the steps");
    }

    @Test
    void refusesToCountBeyondALong() {
        Profile huge = Profile.constant(Long.MAX_VALUE);

        assertThatThrownBy(() -> huge.plus(Profile.constant(1))).isInstanceOf(ArithmeticException.class);
    }
}
