package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A regression of quality, never of time, on two pieces of the log that is stored here. */
class QueueQualityTest {

    @Test
    void slowsJobsDownFarLessThanShortestFirstWithAReservation() {
        double anticipating = slowdown(QueuePolicy.EXAPLAN);

        assertThat(anticipating).isLessThan(0.7 * slowdown(QueuePolicy.SJF_EASY));
    }

    private static double slowdown(QueuePolicy policy) {
        return new QueueExperiment(
                        new MachineShape(64, 1),
                        policy,
                        StartSettings.of(Objective.SLOWDOWN, 1),
                        RunTimes.EXACT,
                        World.CLEAN,
                        List.of(500, 900),
                        400)
                .run(Logs.small(), () -> 0, line -> {})
                .figures()
                .meanBoundedSlowdown();
    }
}
