package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTimeForecastTest {
    private final RunTimeForecast forecast = new RunTimeForecast();

    @Test
    void expectsWhatTheUsersLastJobsTook() {
        forecast.ended(1, 100);
        forecast.ended(1, 300);
        forecast.ended(2, 9000);

        assertThat(forecast.seconds(1, 0, 0)).isEqualTo(200);
    }

    @Test
    void countsOnlyJobsThatRanLongerThanThisOneHas() {
        forecast.ended(1, 100);
        forecast.ended(1, 300);

        assertThat(forecast.seconds(1, 0, 150)).isEqualTo(300);
    }

    @Test
    void forgetsAllButTheLastEight() {
        forecast.ended(1, 1_000_000);
        for (int job = 0; job < 8; job++) {
            forecast.ended(1, 50);
        }

        assertThat(forecast.seconds(1, 0, 0)).isEqualTo(50);
    }

    @Test
    void neverExpectsMoreThanWasRequested() {
        forecast.ended(1, 5000);

        assertThat(forecast.seconds(1, 600, 0)).isEqualTo(600);
    }

    @Test
    void trustsTheRequestOfAUserItDoesNotKnow() {
        assertThat(forecast.seconds(7, 1800, 0)).isEqualTo(1800);
    }

    @Test
    void prolongsWhatOutlastsItsForecast() {
        forecast.ended(1, 100);

        assertThat(forecast.seconds(1, 0, 100)).isEqualTo(160);
        assertThat(forecast.seconds(1, 0, 2000)).isEqualTo(2300);
        assertThat(forecast.seconds(1, 0, 1_000_000)).isEqualTo(1_100_000);
    }
}
