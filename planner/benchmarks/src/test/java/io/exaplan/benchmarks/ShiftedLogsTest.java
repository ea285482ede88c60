package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.benchmarks.ShiftedLogs.Spread;
import io.exaplan.engine.replay.queue.LoggedJob;
import io.exaplan.engine.replay.queue.QueueLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShiftedLogsTest {

    @Test
    void movesEachLogAsAWholeByLessThanADay() {
        QueueLog log = log();

        QueueLog shifted = ShiftedLogs.shifted(log, 1);

        Map<String, LoggedJob> before = new HashMap<>();
        log.jobs().forEach(job -> before.put(job.id(), job));
        Map<Integer, Long> shifts = new HashMap<>();
        for (LoggedJob job : shifted.jobs()) {
            long shift = job.submitSecond() - before.get(job.id()).submitSecond();
            assertThat(shifts.merge(job.tenant(), shift, (one, other) -> one)).isEqualTo(shift);
        }
        assertThat(shifts.values())
                .allMatch(shift -> shift >= 0 && shift < 86_400)
                .doesNotHaveDuplicates();
        assertThat(shifted.jobs())
                .hasSameSizeAs(log.jobs())
                .isSortedAccordingTo(Comparator.comparingLong(LoggedJob::submitSecond));
    }

    @Test
    void theSameSeedShiftsAlike() {
        assertThat(ShiftedLogs.shifted(log(), 3)).isEqualTo(ShiftedLogs.shifted(log(), 3));
        assertThat(ShiftedLogs.shifted(log(), 3)).isNotEqualTo(ShiftedLogs.shifted(log(), 4));
    }

    @Test
    void aMeanComesWithItsStandardError() {
        Spread spread = Spread.of(new double[] {1, 2, 3, 4});

        assertThat(spread.mean()).isEqualTo(2.5);
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(spread.error()).isCloseTo(Math.sqrt(5.0 / 3) / 2, within(1e-12));
    }

    private static QueueLog log() {
        List<LoggedJob> jobs = new ArrayList<>();
        for (int job = 0; job < 60; job++) {
            jobs.add(new LoggedJob("j" + job, job % 3, job * 5_000L, 600, 0, 1));
        }
        return new QueueLog(jobs, List.of("a", "b", "c"), List.of());
    }
}
