package io.exaplan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecondsTest {

    @Test
    void peopleReadInstants() {
        assertThat(Seconds.text(1_772_438_400)).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(Seconds.text(Seconds.FOREVER)).isEqualTo("ever");
        assertThat(Seconds.text(Long.MIN_VALUE)).isEqualTo("ever");
    }

    @Test
    void whatCannotBeCountedIsForever() {
        assertThat(Seconds.after(10, 5)).isEqualTo(15);
        assertThat(Seconds.after(10, Long.MAX_VALUE)).isEqualTo(Seconds.FOREVER);
    }
}
