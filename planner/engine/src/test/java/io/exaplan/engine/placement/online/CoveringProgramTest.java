package io.exaplan.engine.placement.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class CoveringProgramTest {

    @Test
    void sharesThatFillADeviceInPairsAreWorthHalfADeviceEach() {
        double[] worths = CoveringProgram.worths(new int[] {470}, new double[] {100}, 1000);

        assertThat(worths[0]).isEqualTo(0.5, offset(1e-9)); // 2 x 470 <= 1000 < 3 x 470
    }

    @Test
    void aScarcePartnerIsWorthNothingWhereGapsAreMany() {
        double[] worths = CoveringProgram.worths(new int[] {160, 810}, new double[] {10, 100}, 1000);

        assertThat(worths[0]).isEqualTo(0, offset(1e-9)); // 100 gaps of 190 for 10 shares of 160
        assertThat(worths[1]).isEqualTo(1, offset(1e-9));
    }

    @Test
    void worthsOfWhatFitsADeviceNeverSumToMoreThanTheDevice() {
        int[] sizes = {110, 160, 230, 320, 470, 550, 650, 810};
        double[] worths = CoveringProgram.worths(sizes, new double[] {24, 74, 140, 328, 750, 72, 253, 1078}, 1000);

        assertThat(new Knapsack(sizes, worths, 1000).within(1000)).isLessThanOrEqualTo(1 + 1e-6);
    }

    @Test
    void theDualReachesTheFewestDevices() {
        double[] demands = {30, 40};
        double[] worths = CoveringProgram.worths(new int[] {350, 650}, demands, 1000);

        // 30 devices hold both, 10 more one of 650 each
        assertThat(30 * worths[0] + 40 * worths[1]).isEqualTo(40, offset(1e-9));
    }
}
