package io.exaplan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QuantitiesTest {

    @Test
    void eightH800CountForEightTimesTheirPeak() {
        assertThat(Flops.ofDevices(8_000, 989.5)).isEqualTo(Flops.ofTera(8 * 989.5));
        assertThat(Flops.ofPeta(1.5).tera()).isEqualTo(1_500);
    }

    @Test
    void aShareOfADeviceCountsAsItsShare() {
        assertThat(Flops.ofDevices(250, 400)).isEqualTo(Flops.ofTera(100));
    }

    @Test
    void ratesAddUpExactly() {
        Flops sum = Flops.ofTera(0.1).plus(Flops.ofTera(0.2));

        assertThat(sum).isEqualTo(Flops.ofTera(0.3));
        assertThat(sum.minus(Flops.ofTera(0.3))).isEqualTo(Flops.ZERO);
    }

    @Test
    void aWindowWithoutEndHasNoLength() {
        assertThat(TimeWindow.lasting(10, Seconds.FOREVER).seconds()).isEqualTo(Seconds.FOREVER);
        assertThat(TimeWindow.lasting(10, 5)).isEqualTo(new TimeWindow(10, 15));
    }

    @Test
    void windowsThatOnlyTouchDoNotOverlap() {
        assertThat(new TimeWindow(0, 10).overlaps(new TimeWindow(10, 20))).isFalse();
        assertThat(new TimeWindow(0, 11).overlaps(new TimeWindow(10, 20))).isTrue();
    }

    @Test
    void refusesAWindowThatEndsBeforeItBegins() {
        assertThatThrownBy(() -> new TimeWindow(10, 9)).hasMessageContaining("swapped");
    }
}
