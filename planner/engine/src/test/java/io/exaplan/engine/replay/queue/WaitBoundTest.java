package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.exaplan.engine.start.Objective;
import io.exaplan.engine.start.StartSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitBoundTest {

    @Test
    void ofJobsThatNeverMeetNobodyWaits() {
        List<LoggedJob> jobs = List.of(job(0, 0, 100, 8), job(1, 1000, 100, 8));

        assertThat(WaitBound.meanWaitSeconds(jobs, new MachineShape(1, 8), 50)).isZero();
    }

    @Test
    void ofTwoThatWantTheWholeMachineAtOnceTheLongerWaitsForTheShorter() {
        List<LoggedJob> jobs = List.of(job(0, 0, 36_000, 8), job(1, 0, 7200, 8));

        // 7,200 s for the one, nothing for the other
        assertThat(WaitBound.meanWaitSeconds(jobs, new MachineShape(1, 8), 3600))
                .isCloseTo(3600, within(180.0))
                .isLessThanOrEqualTo(3600 + 1e-6);
    }

    @Property(tries = 10)
    void noPolicyBeatsIt(@ForAll long seed) {
        Random random = new Random(seed);
        List<LoggedJob> jobs = new ArrayList<>();
        long second = 0;
        for (int number = 0; number < 40; number++) {
            second += random.nextInt(600);
            jobs.add(job(number, second, 60L + random.nextInt(6000), 1 + random.nextInt(16)));
        }
        MachineShape shape = new MachineShape(16, 1);
        List<Ran> ran = new QueueReplay(
                        shape,
                        QueuePolicy.SAF.startPolicy(StartSettings.of(Objective.WAIT, 1)),
                        RunTimes.EXACT,
                        () -> 0,
                        new DecisionTimes(),
                        0)
                .run(List.of(), jobs);
        double reached = ran.stream().mapToLong(Ran::waitSeconds).average().orElseThrow();

        assertThat(WaitBound.meanWaitSeconds(jobs, shape, reached)).isBetween(0.0, reached + 1e-6);
    }

    private static LoggedJob job(int number, long submit, long seconds, int devices) {
        return new LoggedJob("j" + number, 0, submit, seconds, 0, devices);
    }
}
