package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartWindowTest {
    private static final StartPolicy POLICY = new AnticipatingPolicy(StartSettings.of(Objective.WAIT, 1));

    @Test
    void aWindowThatEndsNowHoldsTheStartsOfNow() {
        StartState state = States.machine(2, 8)
                .runs(1500, new Share(0, 8))
                .waits(1, 900, 100, 8)
                .waits(2, 900, 200, 8)
                .build();

        List<PromisedStart> starts = StartWindow.decide(state, 1000, POLICY);

        assertThat(starts).containsExactly(new PromisedStart(state.waiting().get(0), 1000, List.of(new Share(1, 8))));
    }

    @Test
    void whoeverWouldStartWithinTheWindowIsPromisedIt() {
        StartState state = States.machine(2, 8)
                .runs(1500, new Share(0, 8))
                .runs(9000, new Share(1, 8))
                .waits(1, 900, 100, 8)
                .waits(2, 900, 200, 8)
                .build();

        List<PromisedStart> starts = StartWindow.decide(state, 1599, POLICY);

        // the second would start at 1600, when the first ends
        assertThat(starts).extracting(PromisedStart::startSecond).containsExactly(1500L);
        assertThat(StartWindow.decide(state, 1600, POLICY))
                .extracting(PromisedStart::startSecond)
                .containsExactly(1500L, 1600L);
    }

    @Test
    void aPromiseIsKeptWhoeverComesMeanwhile() {
        WaitingJob promised = new WaitingJob(7, 0, 900, 5000, 8, 1);
        WaitingJob shorter = new WaitingJob(8, 0, 1000, 600, 8, 1);
        WaitingJob shortest = new WaitingJob(9, 0, 1000, 400, 4, 1);
        StartState state = new StartState(
                1000,
                8,
                List.of(8),
                List.of(),
                List.of(shorter, shortest),
                Arrivals.NONE,
                Map.of(),
                List.of(new PromisedStart(promised, 1500, List.of(new Share(0, 8)))));

        List<PromisedStart> starts = StartWindow.decide(state, 2800, POLICY);

        // 600 s do not fit before 1500, 400 s do
        assertThat(starts).extracting(start -> start.job().id()).containsExactly(9L);
    }

    @Test
    void besideAPromiseStandsOnlyWhatItLeaves() {
        WaitingJob promised = new WaitingJob(7, 0, 900, 5000, 6, 1);
        StartState state = new StartState(
                1000,
                8,
                List.of(8),
                List.of(),
                List.of(new WaitingJob(8, 0, 1000, 9000, 2, 1), new WaitingJob(9, 0, 1000, 9000, 1, 1)),
                Arrivals.NONE,
                Map.of(),
                List.of(new PromisedStart(promised, 1500, List.of(new Share(0, 6)))));

        List<PromisedStart> starts = StartWindow.decide(state, 1000, POLICY);

        // one device goes first, the second gang of two would take what was promised
        assertThat(starts).extracting(start -> start.job().id()).containsExactly(9L);
    }
}
